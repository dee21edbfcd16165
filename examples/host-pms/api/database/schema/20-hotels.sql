-- What a hotel sells: room types, rooms, plans, add-ons. Each partitioned table has one partition per hotel, made by createHotel.
CREATE TABLE hotels (
  id SERIAL PRIMARY KEY,
  formal_name VARCHAR(255) NOT NULL,
  name VARCHAR(255) NOT NULL,
  facility_type VARCHAR(255) NOT NULL,
  open_date DATE,
  total_rooms INT,
  postal_code TEXT,
  address TEXT,
  email TEXT,
  phone_number TEXT,
  sort_order INT DEFAULT 0,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id)
);

CREATE TABLE room_types (
  id SERIAL,
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  description TEXT,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id),
  PRIMARY KEY (hotel_id, id),
  UNIQUE (hotel_id, name)
) PARTITION BY LIST (hotel_id);

CREATE TABLE rooms (
  id SERIAL,
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  room_type_id INT NOT NULL,
  floor INT NOT NULL DEFAULT 1,
  room_number TEXT NOT NULL,
  capacity INT NOT NULL DEFAULT 1,
  smoking BOOLEAN NOT NULL DEFAULT FALSE,
  has_wet_area BOOLEAN NOT NULL DEFAULT FALSE,
  for_sale BOOLEAN NOT NULL DEFAULT TRUE,
  is_staff_room BOOLEAN NOT NULL DEFAULT FALSE,
  assignment_priority INT,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id),
  PRIMARY KEY (hotel_id, id),
  UNIQUE (hotel_id, room_type_id, room_number),
  FOREIGN KEY (room_type_id, hotel_id) REFERENCES room_types (id, hotel_id) ON DELETE CASCADE
) PARTITION BY LIST (hotel_id);

CREATE TABLE tax_info (
  id SERIAL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  percentage DECIMAL(12, 4) NOT NULL
);

CREATE TABLE payment_types (
  id SERIAL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE plan_type_categories (
  id SERIAL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE plan_package_categories (
  id SERIAL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE plans_global (
  id SERIAL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  description TEXT,
  plan_type TEXT NOT NULL DEFAULT 'per_room' CHECK (plan_type IN ('per_person', 'per_room')),
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id)
);

CREATE TABLE plans_hotel (
  id SERIAL,
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  plans_global_id INT REFERENCES plans_global (id),
  plan_type_category_id INT NOT NULL REFERENCES plan_type_categories (id),
  plan_package_category_id INT NOT NULL REFERENCES plan_package_categories (id),
  name TEXT NOT NULL,
  description TEXT,
  plan_type TEXT NOT NULL DEFAULT 'per_room' CHECK (plan_type IN ('per_person', 'per_room')),
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id),
  PRIMARY KEY (hotel_id, id),
  UNIQUE (hotel_id, name)
) PARTITION BY LIST (hotel_id);

CREATE TABLE addons_global (
  id SERIAL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  addon_type TEXT NOT NULL DEFAULT 'other'
    CHECK (addon_type IN ('breakfast', 'lunch', 'dinner', 'parking', 'other'))
);

CREATE TABLE addons_hotel (
  id SERIAL,
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  addons_global_id INT REFERENCES addons_global (id),
  name TEXT NOT NULL,
  addon_type TEXT NOT NULL DEFAULT 'other'
    CHECK (addon_type IN ('breakfast', 'lunch', 'dinner', 'parking', 'other')),
  price DECIMAL NOT NULL DEFAULT 0,
  PRIMARY KEY (hotel_id, id),
  UNIQUE (hotel_id, name)
) PARTITION BY LIST (hotel_id);

CREATE TABLE plan_addons (
  id SERIAL PRIMARY KEY,
  hotel_id INT REFERENCES hotels (id) ON DELETE CASCADE,
  plans_global_id INT REFERENCES plans_global (id),
  plans_hotel_id INT,
  addons_global_id INT REFERENCES addons_global (id),
  addons_hotel_id INT,
  addon_name TEXT NOT NULL,
  addon_type TEXT NOT NULL DEFAULT 'other',
  price DECIMAL NOT NULL DEFAULT 0
);
CREATE INDEX plan_addons_plan_idx ON plan_addons (hotel_id, plans_hotel_id, plans_global_id);

CREATE TABLE parking_lots (
  id SERIAL PRIMARY KEY,
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  description TEXT
);
CREATE INDEX parking_lots_hotel_idx ON parking_lots (hotel_id);

-- A spot belongs to a lot, and through it to a hotel. A car needs 100 units.
CREATE TABLE parking_spots (
  id SERIAL PRIMARY KEY,
  parking_lot_id INT NOT NULL REFERENCES parking_lots (id) ON DELETE CASCADE,
  spot_number TEXT NOT NULL,
  spot_type TEXT DEFAULT 'standard',
  capacity_units INT NOT NULL DEFAULT 100,
  is_active BOOLEAN NOT NULL DEFAULT TRUE
);
CREATE INDEX parking_spots_lot_idx ON parking_spots (parking_lot_id);

-- Every hotel begins with five spots that exist in the database only; the import gives them away by itself.
CREATE FUNCTION create_virtual_parking() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE lot INT;
BEGIN
  INSERT INTO parking_lots (hotel_id, name) VALUES (NEW.id, '仮想駐車場') RETURNING id INTO lot;
  INSERT INTO parking_spots (parking_lot_id, spot_number, spot_type, capacity_units)
  SELECT lot, '仮想' || number, 'virtual', 100 FROM generate_series(1, 5) AS number;
  RETURN NULL;
END $$;
CREATE TRIGGER create_virtual_parking AFTER INSERT ON hotels
  FOR EACH ROW EXECUTE FUNCTION create_virtual_parking();

CREATE TABLE parking_blocks (
  id UUID DEFAULT gen_random_uuid(),
  hotel_id INT NOT NULL REFERENCES hotels (id) ON DELETE CASCADE,
  start_date DATE NOT NULL,
  end_date DATE NOT NULL,
  blocked_capacity INT NOT NULL,
  PRIMARY KEY (hotel_id, id)
) PARTITION BY LIST (hotel_id);
