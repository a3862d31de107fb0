import { expect, type Page } from '@playwright/test';
import { expectNothingCutOff } from './support/cut-off.ts';
import { ask, expectAccessible, goTo, goToStep, importPeople } from './support/page.ts';
import { testOnOneApp } from './support/test.ts';
import { words } from './support/words.ts';

/** The fields for days and times, by keyboard and by mouse, in every language. */

const test = testOnOneApp('days');

let listId: number;

test.beforeAll(async ({ page, kaptar, dataDir }) => {
  await ask(page, 'demo.prepare', {});
  listId = await importPeople(kaptar, dataDir, 'Regulars', [['+998901234567', 'Aziz']]);
});

/** A new campaign, in the step in which its time is chosen. */
async function compose(page: Page, when: 'At a set time' | 'Again and again'): Promise<void> {
  await goTo(page, `/campaigns/new/to/${listId}`);
  await goToStep(page, 'When and how fast');
  await page.getByRole('radio', { name: when }).press('Space');
}

const day = (page: Page) => page.getByRole('textbox', { name: 'Day' });
const hours = (page: Page) => page.getByRole('spinbutton', { name: 'Time: hours' });
const minutes = (page: Page) => page.getByRole('spinbutton', { name: 'Time: minutes' });

test('a day and a time are typed, and the day is said in words', async ({ page }) => {
  await compose(page, 'At a set time');
  await day(page).focus();
  // The whole of it is chosen by Tab, too.
  await day(page).press('ControlOrMeta+a');
  await page.keyboard.type('5/6/2031');
  await expect(page.getByRole('button', { name: '5 June 2031', exact: true })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(day(page)).toHaveValue('5 Jun 2031');
  await expect(hours(page)).toBeFocused();
  await page.keyboard.type('1445');
  await expect(page.getByText(/on 5 June, 14:45 in /)).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText(/on 5 June, 14:50 in /)).toBeVisible();

  // What is no day leaves the one that was there; half a time is none.
  await day(page).fill('31.2.2031');
  await day(page).press('Tab');
  await expect(day(page)).toHaveValue('5 Jun 2031');
  await day(page).fill('6 jun 2031');
  await day(page).press('Tab');
  await expect(day(page)).toHaveValue('6 Jun 2031');
  await hours(page).press('Backspace');
  await expect(page.getByText(/on 6 June/)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Next: Review' })).toBeDisabled();
});

test('a day and a time are chosen, and can be seen by everyone', async ({ page }) => {
  await compose(page, 'At a set time');
  await day(page).fill('5.6.2031');
  await expect(page.getByRole('columnheader')).toHaveText(['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']);
  await expectAccessible(page, 'a calendar');
  await page.getByRole('button', { name: 'Next month' }).click();
  await page.getByRole('button', { name: '14 July 2031' }).click();
  await expect(day(page)).toHaveValue('14 Jul 2031');
  await expect(page.getByRole('button', { name: 'Next month' })).toBeHidden();

  await hours(page).click();
  await page.getByRole('button', { name: '18', exact: true }).click();
  await expectAccessible(page, 'a list of times');
  await page.getByRole('button', { name: '55', exact: true }).click();
  await expect(minutes(page)).toHaveValue('55');
  await expect(page.getByText(/on 14 July, 18:55 in /)).toBeVisible();

  await day(page).fill('1.1.2020');
  await expect(page.getByRole('button', { name: '2 January 2020', exact: true })).toBeDisabled();
  await expect(page.getByText('Choose a time that is still to come.').first()).toBeVisible();
});

test('Escape closes a calendar or a list of times, and not the dialog around it', async ({ page }) => {
  await compose(page, 'Again and again');
  await goToStep(page, 'Message');
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Salom');
  await page.getByRole('button', { name: /^Next/ }).click();
  await page.getByRole('button', { name: 'Next: Review' }).click();
  await page.getByRole('button', { name: 'Start the schedule' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit' });
  await dialog.getByRole('combobox', { name: 'Until' }).click();
  await page.getByRole('option', { name: 'A last day' }).click();
  const lastDay = dialog.getByRole('textbox', { name: 'Last day' });
  await lastDay.click();
  await expect(page.getByRole('button', { name: 'Next month' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Next month' })).toBeHidden();
  await lastDay.fill('31.12.2031');
  await page.keyboard.press('Shift+Tab');

  const time = dialog.getByRole('spinbutton', { name: 'Time: hours' });
  await time.focus();
  await expect(page.getByRole('button', { name: '23', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '23', exact: true })).toBeHidden();
  await expect(dialog).toContainText('until 31 December 2031');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the fields speak the language of the window', async ({ page }) => {
  const shown = { en: '5 Sept 2031', uz: '5-sen, 2031', ru: '5 сент. 2031 г.', ka: '5 სექ. 2031' } as const;
  // The fields stand beside each other, and have the least room.
  await page.setViewportSize({ width: 1280, height: 820 });
  for (const language of ['en', 'uz', 'ru', 'ka'] as const) {
    const say = words(language);
    await ask(page, 'preferences.set', { language });
    await page.reload();
    await goTo(page, `/campaigns/new/to/${listId}`);
    await page.getByRole('button', { name: say('compose.steps.when'), exact: true }).click();
    await page.getByRole('radio', { name: say('compose.when.once') }).press('Space');
    const written = page.getByRole('textbox', { name: say('compose.when.day') });
    await written.fill('5.9.2031');
    await expect(page.getByRole('button', { name: say('ui.calendar.nextMonth') })).toBeVisible();
    await expectNothingCutOff(page, `a calendar (${language})`);
    await page.keyboard.press('Tab');
    await expect(written).toHaveValue(shown[language]);
    await expect(page.getByRole('button', { name: '23', exact: true })).toBeVisible();
    await expectNothingCutOff(page, `a list of times (${language})`);
    await page.keyboard.press('Escape');
    // What is shown can be typed again.
    await written.fill(shown[language].replace('5', '15'));
    await written.press('Tab');
    await expect(written).toHaveValue(shown[language].replace('5', '15'));
    // The longest of all days is to be read whole.
    await written.fill('25.11.2031');
    await written.press('Tab');
    await expect(written).toHaveValue(/^25.+2031/);
    const isWhole = await written.evaluate((field) => field.scrollWidth <= field.clientWidth);
    expect(isWhole, `a day in November (${language})`).toBe(true);
  }
});
