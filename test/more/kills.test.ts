// Many kills, at other moments than those before a change is done.
import { describeKills } from '../support/kills.js';

describeKills(30);
