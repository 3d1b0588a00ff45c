import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process was started, as a text that only has to be compared: two processes that share a number one after the
 * other differ in it, also across a restart of the machine. null where the system doesn't tell (Windows, or the process is gone).
 */
export function processStartOf(pid: number): string | null {
  if (process.platform === 'linux') return linuxStartOf(pid);
  if (process.platform === 'darwin') return darwinStartOf(pid);
  return null;
}

function linuxStartOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; field 22, the start in clock ticks, is the 20th after it.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    // Killed, and only not yet fetched by its parent: it holds nothing any more.
    const ended = fields[0] === 'Z' || fields[0] === 'X';
    return `${boot} ${ended ? 'ended' : (fields[19] ?? '')}`;
  } catch {
    return null;
  }
}

function darwinStartOf(pid: number): string | null {
  try {
    const options = { encoding: 'utf8', env: { LC_ALL: 'C' } } as const;
    return execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], options).trim() || null;
  } catch {
    return null;
  }
}
