import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createOutput } from '../../src/main/cli/output.ts';
import { readSecret } from '../../src/main/cli/secret-input.ts';

/** Reads from a stdin that says `given`; answers what was shown as well. */
async function read(given: string, isTTY = false): Promise<{ secret: string; shown: string[] }> {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  stdin.end(given);
  const shown: string[] = [];
  const output = {
    ...createOutput(process.stdout, process.stderr, false),
    note: (words: string) => void shown.push(words),
  };
  const secret = await readSecret({ output, stdin, env: {}, dataDir: undefined }, 'The password');
  return { secret, shown };
}

describe('a secret from stdin', () => {
  it('is its first line, as it is', async () => {
    expect(await read(' pass word \nnext line\n')).toEqual({ secret: ' pass word ', shown: [] });
    expect((await read('пароль\r\n')).secret).toBe('пароль');
    expect((await read('no line end')).secret).toBe('no line end');
  });

  it('is asked for at a terminal, which does not show it', async () => {
    expect(await read('hunter2\n', true)).toEqual({ secret: 'hunter2', shown: ['The password:'] });
  });

  it.each(['', '\n', '\nlate\n'])('is missing in %j', async (given) => {
    await expect(read(given)).rejects.toThrow('The password was not given: write it to stdin.');
  });
});
