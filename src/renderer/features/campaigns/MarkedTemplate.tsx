import { useTranslation } from 'react-i18next';
import classes from './MarkedTemplate.module.css';
import { markTemplate, nameInvisible } from './template-letters.ts';

/** The template with each character marked that makes it Unicode. */
export function MarkedTemplate({ template }: { template: string }) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.text} aria-label={t('compose.warnings.marked')}>
      {markTemplate(template).map(({ kind, text }, index) => {
        // The order of the pieces is all that tells them apart.
        const key = `${index}-${kind}`;
        if (kind === 'unicode') {
          return (
            <mark key={key} className={classes.mark}>
              {nameInvisible(text)}
            </mark>
          );
        }
        return (
          <span key={key} className={kind === 'field' ? classes.field : undefined}>
            {text}
          </span>
        );
      })}
    </fieldset>
  );
}
