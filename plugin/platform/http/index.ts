// The face of HTTP: routes as data in, an Express router out.
export type { Request, Response } from 'express';
export { admitted, handshakeRequest } from './admission.js';
export {
  dateField,
  endsInCalendar,
  flagText,
  idIn,
  idOr,
  idText,
  integerField,
  integerText,
  largestInteger,
  textField,
} from './fields.js';
export { createGate, type Condition, type GateOptions, type ServesRequest, turnAway } from './gate.js';
export type { Guard, Guards } from './guard.js';
export { createHostRoute, type HostRoute, type HostRouteOptions } from './host-route.js';
export { purgeIdempotencyKeys } from './idempotency.js';
export { page, pageOf, pageSize, paging, type Page, type Paging } from './paging.js';
export {
  route,
  type AnyRoute,
  type Command,
  type Permission,
  type Question,
  type RouteAnswer,
  type RouteRequest,
} from './route.js';
export { openApiDocument, type OpenApiDocument } from './openapi.js';
export { httpFamilies } from './http-metrics.js';
export { createRouter, type RouterOptions } from './router.js';
export { refuseChanged } from './version.js';
