-- The site controller: logins, masters, message templates, what was sent and received, both queues.
CREATE TABLE sc_user_info (
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  user_id TEXT NOT NULL,
  password TEXT NOT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (hotel_id, name)
);

-- Without any key: saving the master deletes all rows of the hotel and inserts them again.
CREATE TABLE sc_tl_rooms (
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  room_type_id INT,
  rmTypeCode TEXT NOT NULL,
  rmTypeName TEXT,
  netRmTypeGroupCode TEXT NOT NULL,
  netRmTypeGroupName TEXT,
  agtCode TEXT,
  netAgtRmTypeCode TEXT,
  netAgtRmTypeName TEXT,
  isStockAdjustable TEXT,
  lincolnUseFlag TEXT,
  FOREIGN KEY (room_type_id, hotel_id) REFERENCES room_types (id, hotel_id)
);

CREATE TABLE sc_tl_plans (
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  plans_global_id INT REFERENCES plans_global (id),
  plans_hotel_id INT,
  plan_key TEXT,
  planGroupCode TEXT NOT NULL,
  planGroupName TEXT
);

CREATE TABLE xml_templates (
  id SERIAL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  template XML NOT NULL
);

CREATE TABLE xml_requests (
  id SERIAL,
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  sent_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  name TEXT NOT NULL,
  request XML NOT NULL,
  PRIMARY KEY (id, hotel_id)
) PARTITION BY LIST (hotel_id);

CREATE TABLE xml_responses (
  id SERIAL,
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  received_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  name TEXT NOT NULL,
  response XML NOT NULL,
  PRIMARY KEY (id, hotel_id)
) PARTITION BY LIST (hotel_id);

CREATE TABLE ota_reservation_queue (
  id SERIAL PRIMARY KEY,
  hotel_id INT NOT NULL,
  ota_reservation_id VARCHAR(255) NOT NULL,
  transaction_id VARCHAR(255) NOT NULL,
  reservation_data JSONB NOT NULL,
  status VARCHAR(50) NOT NULL DEFAULT 'pending',
  conflict_details JSONB,
  created_at TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (hotel_id, transaction_id)
);

CREATE TABLE ota_xml_queue (
  id SERIAL PRIMARY KEY,
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  service_name TEXT NOT NULL,
  xml_body TEXT NOT NULL,
  current_request_id TEXT,
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'processing', 'completed', 'failed')),
  retries INT NOT NULL DEFAULT 0,
  last_error TEXT,
  created_at TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
  processed_at TIMESTAMPTZ
);
CREATE INDEX ota_xml_queue_status_idx ON ota_xml_queue (status, created_at);
