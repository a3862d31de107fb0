import { ActionIcon, Button, Group, Select, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { routeFault, suggestedRoutes, type RouteDraft, type RoutingDraft } from './routing-draft.ts';
import classes from './RoutingFields.module.css';
import { useCountryName } from './use-country-name.ts';

interface RoutingFieldsProps {
  routing: RoutingDraft;
  accounts: readonly Account[];
  onChange: (routing: RoutingDraft) => void;
}

/** Which numbers go through which account: a line for each beginning, and everybody else. */
export function RoutingFields({ routing, accounts, onChange }: RoutingFieldsProps) {
  const { t } = useTranslation();
  const countryName = useCountryName();
  // A line that was only just added is not scolded for being empty.
  const [touched, setTouched] = useState<ReadonlySet<number>>(new Set());
  const { routes } = routing;
  const rest = accounts.find(({ id }) => id === routing.rest);
  const choices = accounts.map(({ id, name }) => ({ value: String(id), label: name }));
  const offered = suggestedRoutes.filter(({ prefix }) => !routes.some((route) => route.prefix === prefix));

  const add = (prefix: string, accountId: number | null) => {
    const key = Math.max(0, ...routes.map((route) => route.key)) + 1;
    onChange({ ...routing, routes: [...routes, { key, prefix, accountId }] });
  };
  const set = (key: number, part: Partial<RouteDraft>) =>
    onChange({
      ...routing,
      routes: routes.map((route) => (route.key === key ? { ...route, ...part } : route)),
    });

  return (
    <fieldset className={classes.routes} aria-label={t('compose.routing.title')}>
      <div className={`${classes.route} ${classes.heads}`} aria-hidden>
        <span>{t('compose.routing.prefix')}</span>
        <span>{t('compose.routing.account')}</span>
      </div>
      {routes.map((route) => {
        const fault = touched.has(route.key) ? routeFault(routing, route) : null;
        const account = accounts.find(({ id }) => id === route.accountId);
        const known = suggestedRoutes.find(({ prefix }) => prefix === route.prefix);
        return (
          <div key={route.key} className={classes.route}>
            <TextInput
              aria-label={t('compose.routing.prefix')}
              placeholder="+7"
              inputMode="tel"
              value={route.prefix}
              maxLength={12}
              {...(known ? { description: countryName(known.country) } : {})}
              error={
                fault === 'prefix' || fault === 'twice' ? t(`compose.routing.faults.${fault}`) : undefined
              }
              onChange={(event) => set(route.key, { prefix: event.currentTarget.value })}
              onBlur={() => setTouched(new Set([...touched, route.key]))}
            />
            <Select
              aria-label={t('compose.routing.accountOf', { prefix: route.prefix })}
              placeholder={t('compose.account.placeholder')}
              data={choices}
              value={route.accountId === null ? null : String(route.accountId)}
              error={account && !account.hasSecret ? t('compose.account.noSecret') : undefined}
              onChange={(value) => set(route.key, { accountId: Number(value) })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('compose.routing.remove', { prefix: route.prefix })}
              onClick={() => onChange({ ...routing, routes: routes.filter(({ key }) => key !== route.key) })}
            >
              <IconX size={17} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      <div className={classes.route}>
        <Text component="span" className={classes.rest}>
          {t(routes.length > 0 ? 'compose.routing.rest' : 'compose.routing.all')}
        </Text>
        <Select
          aria-label={t('compose.routing.rest')}
          {...(routing.rest === 'cheapest' ? { description: t('compose.routing.cheapestHint') } : {})}
          data={[{ value: 'cheapest', label: t('compose.routing.cheapest') }, ...choices]}
          value={String(routing.rest)}
          error={rest && !rest.hasSecret ? t('compose.account.noSecret') : undefined}
          onChange={(value) => onChange({ ...routing, rest: value === 'cheapest' ? value : Number(value) })}
        />
      </div>
      <Group gap={6}>
        {offered.map(({ prefix, country, provider }) => (
          <Button
            key={prefix}
            size="compact-sm"
            variant="light"
            radius="xl"
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={() =>
              add(prefix, accounts.find((one) => one.provider === provider && one.hasSecret)?.id ?? null)
            }
          >
            {t('compose.routing.suggestion', { prefix, country: countryName(country) })}
          </Button>
        ))}
        <Button
          size="compact-sm"
          variant="subtle"
          radius="xl"
          leftSection={<IconPlus size={13} aria-hidden />}
          onClick={() => add('', null)}
        >
          {t('compose.routing.add')}
        </Button>
      </Group>
    </fieldset>
  );
}
