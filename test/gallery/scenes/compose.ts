import type { ComposeStep } from '../../../src/renderer/features/campaigns/compose-step.ts';
import { arrive, type Stage } from '../stage.ts';
import { controls, type Scene } from './scene.ts';

/** Curly quotes, Uzbek's own apostrophe, a dash and an ellipsis: each makes the text Unicode for nothing. */
const COSTLY =
  'Hurmatli <name>! “Shifo” dorixonasida kuzgi chegirma — koʻz tomchilariga 20 foiz, faqat yakshanbagacha. Sizni kutamiz…';

const PLAIN =
  'Hurmatli <name>! "Shifo" dorixonasida kuzgi chegirma: ko\'z tomchilariga 20 foiz, faqat yakshanbagacha.';

/** A new campaign, step by step. */
export const composeScenes: readonly Scene[] = [
  {
    name: 'compose-audience',
    main: true,
    async show(stage) {
      await open(stage, PLAIN);
      await goToStep(stage, 'audience');
    },
  },
  { name: 'compose-message', main: true, show: (stage) => open(stage, COSTLY) },
  {
    name: 'compose-when',
    main: true,
    async show(stage) {
      await open(stage, PLAIN);
      await goToStep(stage, 'when');
      await controls(stage).radio('compose.when.once').press('Space');
    },
  },
  {
    name: 'compose-when-repeat',
    async show(stage) {
      await open(stage, PLAIN);
      await goToStep(stage, 'when');
      await controls(stage).radio('compose.when.repeat').press('Space');
    },
  },
  {
    name: 'compose-when-dates',
    async show(stage) {
      await open(stage, PLAIN);
      await goToStep(stage, 'when');
      const { radio, choose } = controls(stage);
      await radio('compose.when.dates').press('Space');
      await choose('plan.dates.field', 'Tugilgan kun');
      await stage.page.waitForLoadState('networkidle');
    },
  },
  {
    name: 'compose-review',
    main: true,
    async show(stage) {
      await open(stage, PLAIN);
      await goToStep(stage, 'review');
      await stage.page.getByRole('textbox', { name: stage.say('testSend.phone'), exact: true }).waitFor();
    },
  },
];

/** Writes a text to the customers. */
async function open(stage: Stage, text: string): Promise<void> {
  const { page, lists, say } = stage;
  await arrive(page, `/campaigns/new/to/${lists.customers}`);
  const account = say('compose.account.choice', { name: 'Dorixona', provider: 'DevSMS' });
  await controls(stage).choose('compose.account.label', account);
  await goToStep(stage, 'message');
  await controls(stage).textbox('compose.message.label').fill(text);
  const preview = page.getByRole('region', { name: say('preview.title'), exact: true });
  await preview.getByText('Shifo').waitFor();
}

async function goToStep({ page, say }: Stage, step: ComposeStep): Promise<void> {
  const steps = page.getByRole('navigation', { name: say('compose.steps.label'), exact: true });
  await steps.getByRole('button', { name: say(`compose.steps.${step}`) }).click();
}
