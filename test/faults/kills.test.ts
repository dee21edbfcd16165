// As many kills as there is time for before a change is done; more are in test/more.
import { describeKills } from '../support/kills.js';

describeKills(10);
