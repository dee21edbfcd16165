// The face of domain events: recorded in a transaction, heard after its commit.
export { createListener, type Listener } from './listener.js';
export { createEvents } from './outbox.js';
export type { EventsOptions, EventsService } from './outbox.js';
export { screenTopics } from './events.js';
export type { ChangeEvent, Events, PublishedEvent, Topic } from './events.js';
