/** Shows how far something has come: one line that is written over on a terminal, a line now and then in a log. */
export type Progress = { readonly show: (done: number) => void; readonly end: () => void };

const WIDTH = 30;
const TERMINAL_MS = 200;
const LOG_MS = 10_000;
const SECOND = 1_000;
const MINUTE = 60;

const duration = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / MINUTE);
  return minutes === 0 ? `${whole} s` : `${minutes} min ${String(whole % MINUTE).padStart(2, '0')} s`;
};

export type ProgressOptions = {
  readonly label: string;
  readonly total: number;
  /** What was done before: it counts for how far, not for how fast. */
  readonly from?: number;
  readonly stream?: NodeJS.WriteStream;
};

/** A bar on stderr. */
export const progressBar = ({ label, total, from = 0, stream = process.stderr }: ProgressOptions): Progress => {
  const began = performance.now();
  let shown = Number.NEGATIVE_INFINITY;
  const line = (done: number): string => {
    const seconds = (performance.now() - began) / SECOND;
    const rate = seconds === 0 ? 0 : (done - from) / seconds;
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
    const left = rate === 0 || done >= total ? '' : `, ${duration((total - done) / rate)} left`;
    const counts = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
    return `  ${label} ${bar} ${Math.floor(share * 100)} % ${counts}, ${Math.round(rate).toLocaleString('en')} a second${left}`;
  };
  return {
    show: (done) => {
      const now = performance.now();
      if (now - shown < (stream.isTTY ? TERMINAL_MS : LOG_MS) && done < total) return;
      shown = now;
      stream.write(stream.isTTY ? `\r\x1b[2K${line(done)}` : `${line(done)}\n`);
    },
    end: () => {
      if (stream.isTTY && shown > Number.NEGATIVE_INFINITY) stream.write('\n');
    },
  };
};
