// The engine in its thread: the same answer as without one, refusals with their names, no process kept alive.
import { expect } from 'chai';
import { physicalRoom, roomId, roomTypeId } from '../domain/ids.js';
import type { DayNumber } from '../domain/hotel-date.js';
import { assign, type AssignmentProblem, InvalidProblem, surveyHouse } from '../assignment/index.js';
import { loadLinearSolver } from './highs.js';
import { createAssignmentSolver } from './index.js';
