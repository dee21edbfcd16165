// The program of `npm run simulator`.
import { simulate } from './command.js';

process.exitCode = await simulate(process.argv.slice(2));
