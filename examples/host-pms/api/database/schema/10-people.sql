-- Who works here and who stays here: roles, users, clients. None of it belongs to one hotel.
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE user_status (
  id SERIAL PRIMARY KEY,
  status_name TEXT NOT NULL UNIQUE,
  description TEXT
);

CREATE TABLE user_roles (
  id SERIAL PRIMARY KEY,
  role_name VARCHAR(50) NOT NULL UNIQUE,
  permissions JSONB NOT NULL DEFAULT '{}',
  description TEXT,
  updated_by INT
);

CREATE TABLE users (
  id SERIAL PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT,
  password_hash TEXT,
  status_id INT NOT NULL DEFAULT 1 REFERENCES user_status (id),
  role_id INT NOT NULL DEFAULT 5 REFERENCES user_roles (id),
  auth_provider TEXT NOT NULL DEFAULT 'local' CHECK (auth_provider IN ('local', 'google')),
  provider_user_id TEXT,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_by INT,
  updated_by INT REFERENCES users (id),
  CHECK (auth_provider <> 'local' OR (password_hash IS NOT NULL AND provider_user_id IS NULL)),
  CHECK (auth_provider = 'local' OR (password_hash IS NULL AND provider_user_id IS NOT NULL))
);

CREATE TABLE clients (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  customer_id INT,
  name TEXT NOT NULL DEFAULT 'TBD',
  name_kana TEXT,
  name_kanji TEXT,
  date_of_birth DATE,
  legal_or_natural_person TEXT CHECK (legal_or_natural_person IN ('legal', 'natural')),
  gender TEXT DEFAULT 'other' CHECK (gender IN ('male', 'female', 'other')),
  email TEXT,
  phone TEXT,
  fax TEXT,
  loyalty_tier VARCHAR(50) DEFAULT 'prospect',
  client_group_id UUID,
  website TEXT,
  billing_preference TEXT DEFAULT 'paper' CHECK (billing_preference IN ('paper', 'digital')),
  comment TEXT,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id)
);
CREATE INDEX clients_name_idx ON clients (name);

CREATE TABLE addresses (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  client_id UUID NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  address_name TEXT NOT NULL,
  postal_code TEXT,
  street TEXT,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  created_by INT REFERENCES users (id),
  updated_by INT REFERENCES users (id)
);
CREATE INDEX addresses_client_idx ON addresses (client_id);
