-- Reservations and what hangs on them: nights, rates, add-ons, guests, payments, parking, papers.
CREATE TABLE reservations (
  id UUID DEFAULT gen_random_uuid(),
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  reservation_client_id UUID NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  check_in DATE NOT NULL,
  check_in_time TIME DEFAULT '16:00',
  check_out DATE NOT NULL,
  check_out_time TIME DEFAULT '10:00',
  number_of_people INT NOT NULL,
  status TEXT NOT NULL DEFAULT 'hold'
    CHECK (status IN ('hold', 'provisory', 'confirmed', 'checked_in', 'checked_out', 'cancelled', 'block')),
  type TEXT NOT NULL DEFAULT 'default' CHECK (type IN ('default', 'employee', 'ota', 'web')),
  agent TEXT,
  ota_reservation_id TEXT,
  payment_timing TEXT NOT NULL DEFAULT 'not_set'
    CHECK (payment_timing IN ('not_set', 'prepaid', 'on-site', 'postpaid')),
  comment TEXT,
  has_important_comment BOOLEAN NOT NULL DEFAULT FALSE,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id),
  PRIMARY KEY (hotel_id, id)
) PARTITION BY LIST (hotel_id);
CREATE INDEX reservations_dates_idx ON reservations (hotel_id, check_in, check_out);
CREATE INDEX reservations_ota_reservation_id_trgm_idx ON reservations USING gin (ota_reservation_id gin_trgm_ops);

CREATE TABLE reservation_details (
  id UUID DEFAULT gen_random_uuid(),
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  reservation_id UUID NOT NULL,
  date DATE NOT NULL,
  room_id INT,
  plans_global_id INT REFERENCES plans_global (id),
  plans_hotel_id INT,
  plan_name TEXT,
  plan_type TEXT DEFAULT 'per_room' CHECK (plan_type IN ('per_person', 'per_room')),
  number_of_people INT NOT NULL,
  price DECIMAL,
  cancelled UUID,
  billable BOOLEAN DEFAULT FALSE,
  is_accommodation BOOLEAN DEFAULT TRUE,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id),
  PRIMARY KEY (hotel_id, id),
  FOREIGN KEY (reservation_id, hotel_id) REFERENCES reservations (id, hotel_id) ON DELETE CASCADE,
  FOREIGN KEY (room_id, hotel_id) REFERENCES rooms (id, hotel_id),
  FOREIGN KEY (plans_hotel_id, hotel_id) REFERENCES plans_hotel (id, hotel_id)
) PARTITION BY LIST (hotel_id);
CREATE UNIQUE INDEX reservation_details_active_unique_idx
  ON reservation_details (hotel_id, reservation_id, room_id, date) WHERE cancelled IS NULL;
CREATE INDEX reservation_details_reservation_idx ON reservation_details (hotel_id, reservation_id);
CREATE INDEX reservation_details_room_date_idx ON reservation_details (hotel_id, room_id, date);
CREATE INDEX reservation_details_date_idx ON reservation_details (hotel_id, date);

CREATE TABLE reservation_rates (
  id UUID DEFAULT gen_random_uuid(),
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  reservation_details_id UUID NOT NULL,
  adjustment_type TEXT NOT NULL CHECK (adjustment_type IN ('base_rate', 'percentage', 'flat_fee')),
  adjustment_value DECIMAL(10, 2) NOT NULL,
  include_in_cancel_fee BOOLEAN DEFAULT FALSE,
  tax_type_id INT REFERENCES tax_info (id),
  tax_rate DECIMAL(12, 4),
  price NUMERIC(12, 0) NOT NULL,
  net_price NUMERIC(12, 0) GENERATED ALWAYS AS (price - FLOOR(price * tax_rate / (1 + tax_rate))) STORED,
  sales_category TEXT DEFAULT 'accommodation' CHECK (sales_category IN ('accommodation', 'other')),
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id),
  PRIMARY KEY (hotel_id, id),
  FOREIGN KEY (reservation_details_id, hotel_id) REFERENCES reservation_details (id, hotel_id) ON DELETE CASCADE
) PARTITION BY LIST (hotel_id);
CREATE INDEX reservation_rates_details_idx ON reservation_rates (hotel_id, reservation_details_id);

CREATE TABLE reservation_addons (
  id UUID DEFAULT gen_random_uuid(),
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  reservation_detail_id UUID NOT NULL,
  addons_global_id INT REFERENCES addons_global (id),
  addons_hotel_id INT,
  addon_name TEXT,
  addon_type TEXT DEFAULT 'other',
  quantity INT NOT NULL DEFAULT 1,
  price DECIMAL NOT NULL,
  tax_type_id INT REFERENCES tax_info (id),
  tax_rate DECIMAL(12, 4),
  net_price NUMERIC(12, 0) GENERATED ALWAYS AS (price - FLOOR(price * tax_rate / (1 + tax_rate))) STORED,
  sales_category TEXT DEFAULT 'accommodation' CHECK (sales_category IN ('accommodation', 'other')),
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id),
  PRIMARY KEY (hotel_id, id),
  FOREIGN KEY (reservation_detail_id, hotel_id) REFERENCES reservation_details (id, hotel_id) ON DELETE CASCADE
) PARTITION BY LIST (hotel_id);
CREATE INDEX reservation_addons_detail_idx ON reservation_addons (hotel_id, reservation_detail_id);

CREATE TABLE reservation_clients (
  id UUID DEFAULT gen_random_uuid(),
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  reservation_details_id UUID NOT NULL,
  client_id UUID NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id),
  PRIMARY KEY (hotel_id, id),
  FOREIGN KEY (reservation_details_id, hotel_id) REFERENCES reservation_details (id, hotel_id) ON DELETE CASCADE
) PARTITION BY LIST (hotel_id);
CREATE INDEX reservation_clients_details_idx ON reservation_clients (hotel_id, reservation_details_id);

CREATE TABLE reservation_payments (
  id UUID DEFAULT gen_random_uuid(),
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  reservation_id UUID NOT NULL,
  date DATE NOT NULL,
  room_id INT,
  client_id UUID NOT NULL REFERENCES clients (id),
  payment_type_id INT REFERENCES payment_types (id),
  value DECIMAL,
  comment TEXT,
  invoice_id UUID,
  receipt_id UUID,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id),
  PRIMARY KEY (hotel_id, id),
  FOREIGN KEY (reservation_id, hotel_id) REFERENCES reservations (id, hotel_id) ON DELETE CASCADE
) PARTITION BY LIST (hotel_id);
CREATE INDEX reservation_payments_reservation_idx ON reservation_payments (hotel_id, reservation_id);

CREATE TABLE reservation_parking (
  id UUID DEFAULT gen_random_uuid(),
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  reservation_details_id UUID NOT NULL,
  reservation_addon_id UUID,
  vehicle_category_id INT,
  parking_spot_id INT REFERENCES parking_spots (id),
  date DATE NOT NULL,
  status TEXT NOT NULL DEFAULT 'confirmed',
  cancelled UUID,
  created_at TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id),
  PRIMARY KEY (hotel_id, id),
  UNIQUE (hotel_id, parking_spot_id, date, cancelled),
  FOREIGN KEY (reservation_details_id, hotel_id) REFERENCES reservation_details (id, hotel_id) ON DELETE CASCADE
) PARTITION BY LIST (hotel_id);
CREATE INDEX reservation_parking_details_idx ON reservation_parking (hotel_id, reservation_details_id);

CREATE TABLE invoices (
  id UUID DEFAULT gen_random_uuid(),
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  date DATE NOT NULL,
  client_id UUID REFERENCES clients (id),
  PRIMARY KEY (hotel_id, id)
) PARTITION BY LIST (hotel_id);

CREATE TABLE receipts (
  id UUID DEFAULT gen_random_uuid(),
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  receipt_number TEXT NOT NULL,
  receipt_date DATE NOT NULL,
  amount DECIMAL,
  PRIMARY KEY (hotel_id, id)
) PARTITION BY LIST (hotel_id);
