import { parentPort, workerData } from 'node:worker_threads';
import { evaluateJob, type WorldJob } from './evaluate-all.js';

parentPort?.postMessage(evaluateJob(workerData as WorldJob));
