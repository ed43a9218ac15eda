/**
 * Answers requests in this process by doors and by their bare versions, turn about, and writes what each took as JSON to
 * file descriptor 3. Log lines go to standard output, as they do in a function.
 */
import { writeSync } from 'node:fs';
import { percentile } from '../figures.ts';
import { type Answer, compared } from './doors.ts';

const RESULT = 3;
const WARM_UP = 2_000;
const ROUNDS = 20;
const A_ROUND = 1_000;
const MICRO = 1_000;

const timeOf = async (answer: Answer, times: number[]): Promise<number> => {
  const cpu = process.cpuUsage();
  for (let nth = 0; nth < A_ROUND; nth += 1) {
    const began = process.hrtime.bigint();
    await answer();
    times.push(Number(process.hrtime.bigint() - began) / MICRO);
  }
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / A_ROUND;
};

type Taken = { readonly way: string; readonly answer: Answer; readonly times: number[]; readonly cpu: number[] };

const results: { name: string; way: string; p50: number; p99: number; cpu: number }[] = [];
for (const [name, ways] of Object.entries(compared())) {
  const taken = Object.entries(ways).map(([way, answer]): Taken => ({ way, answer, times: [], cpu: [] }));
  for (const { answer } of taken) for (let nth = 0; nth < WARM_UP; nth += 1) await answer();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { answer, times, cpu } of taken) cpu.push(await timeOf(answer, times));
  }
  for (const { way, times, cpu } of taken) {
    results.push({ name, way, p50: percentile(times, 50), p99: percentile(times, 99), cpu: percentile(cpu, 50) });
  }
}
writeSync(RESULT, JSON.stringify(results));
