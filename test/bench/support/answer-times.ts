import { createApp } from '../../../src/main/engine/app.ts';
import type { CallInput, EngineCall } from '../../../src/shared/contract.ts';
import { tellFigure, type Figure } from './figure.ts';
import { filledFolder } from './filled-folder.ts';
import { median, percentile } from './percentile.ts';

/** How many contacts, and messages of a campaign of which half is sent: the first is what the others are compared with. */
const SIZES = [10_000, 100_000, 1_000_000] as const;
/** Each question is asked so often at each size; the first time warms up. */
const ROUNDS = 15;
/** Of each kind, so many of those that take longest are named on stderr. */
const NAMED = 6;

/** What the window asks the engine, and what kind of thing that is. */
export interface Question {
  readonly about: string;
  /** It is told by itself only, and does not count for the whole. */
  readonly isBeside?: boolean;
  readonly call: EngineCall;
  readonly input: unknown;
}

/** Makes a question, checked against the contract. */
export const ask = <C extends EngineCall>(about: string, call: C, input: CallInput<C>): Question => ({
  about,
  call,
  input,
});

/** The same question, told by itself only. */
export const beside = (question: Question): Question => ({ ...question, isBeside: true });

/**
 * Asks engines with 10,000, 100,000 and a million contacts and messages the same questions in turn, and tells p95 of the
 * answers' times beside that of the smallest: of all of them, and of each kind.
 */
export async function tellAnswerTimes(
  row: number,
  name: string,
  questionsAt: (size: number) => readonly Question[],
): Promise<void> {
  const engines = [];
  for (const size of SIZES) {
    const campaigns = [{ messages: size, sent: 0.5 }];
    const dataDir = await filledFolder({ contacts: size, campaigns, received: size / 100 });
    const app = await createApp({ dataDir });
    engines.push({
      size,
      app,
      questions: questionsAt(size),
      times: questionsAt(size).map((): number[] => []),
    });
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { app, questions, times } of engines) {
      for (const [index, { call, input }] of questions.entries()) {
        const begin = performance.now();
        const reply = await app.dispatch(call, input);
        const took = performance.now() - begin;
        if (!reply.ok) throw new Error(`${call} ${JSON.stringify(input)}: ${reply.error.message}`);
        if (round > 0) times[index]?.push(took);
      }
    }
  }
  for (const { app } of engines) await app.stop();

  const [{ questions, times: reference } = { questions: [], times: [] }] = engines;
  const kinds = [...new Set(questions.map(({ about }) => about))];
  for (const { size, times } of engines) {
    for (const kind of [null, ...(kinds.length > 1 ? kinds : [])]) {
      const counts = (index: number): boolean =>
        kind === null ? questions[index]?.isBeside !== true : questions[index]?.about === kind;
      const p95 = (all: readonly (readonly number[])[]) =>
        percentile(all.filter((_, index) => counts(index)).flat(), 0.95);
      const figure: Figure = {
        row,
        name: kind === null ? name : `${name}: ${kind}`,
        against: 'the same with 10,000',
        measured: p95(times),
        reference: p95(reference),
        unit: 'ms, p95',
        goal: { of: 'ratio', atMost: 2 },
        size,
      };
      tellFigure(figure);
    }
  }
  for (const { size, questions: asked, times } of engines) {
    const answered = asked.map((question, index) => ({ ...question, took: median(times[index] ?? []) }));
    const slowestFirst = answered.toSorted((a, b) => b.took - a.took);
    for (const kind of kinds) {
      for (const { took, call, input } of slowestFirst
        .filter(({ about }) => about === kind)
        .slice(0, NAMED)) {
        process.stderr.write(`${size}: ${took.toFixed(1)} ms ${call} ${JSON.stringify(input)}\n`);
      }
    }
  }
}
