import { MantineProvider, type MantineColorScheme } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { call, createQueryClient } from './api.ts';
import { CampaignNews } from './features/campaigns/CampaignNews.tsx';
import { CampaignsPage } from './features/campaigns/CampaignsPage.tsx';
import { ComposeDraftsProvider } from './features/campaigns/compose-drafts.tsx';
import { InboxSessionProvider } from './features/inbox/inbox-session.tsx';
import { UnreadMark } from './features/inbox/UnreadMark.tsx';
import { ImportSessionProvider } from './features/import/import-session.tsx';
import { CommandCenter } from './features/palette/CommandCenter.tsx';
import { OtpSessionProvider } from './features/otp/otp-session.tsx';
import { RestoredNote } from './features/restore/RestoredNote.tsx';
import { UnlessDamaged } from './features/restore/UnlessDamaged.tsx';
import { CalendarLanguage } from './intl/CalendarLanguage.tsx';
import { listenToEngine } from './live.ts';
import {
  AccountPage,
  AccountsPage,
  CallbacksPage,
  CampaignPage,
  CampaignReportPage,
  ContactsPage,
  DuplicatesPage,
  ImportPage,
  InboxPage,
  NewAccountPage,
  NewCampaignPage,
  OptOutsPage,
  OtpPage,
  PlanPage,
  PlansPage,
  ReportsPage,
  SettingsPage,
} from './screens.ts';
import { StatePatterns } from './ui/charts/StatePatterns.tsx';
import { Frame } from './ui/Frame.tsx';
import { createThemeKeeper } from './ui/theme-keeper.ts';
import { cssVariables, theme as look } from './ui/theme.ts';

interface AppProps {
  theme: MantineColorScheme;
  styleNonce: string;
}

/** The window: its screens, and what they all share. */
export function App({ theme, styleNonce }: AppProps) {
  const [client] = useState(createQueryClient);
  const themeKeeper = useMemo(() => createThemeKeeper(theme), [theme]);
  useEffect(() => {
    const stop = listenToEngine(client);
    // The screens' own listeners are there by now: their effects run before this one.
    call('window.ready', {}).catch(() => undefined);
    return stop;
  }, [client]);

  return (
    <MantineProvider
      theme={look}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={themeKeeper}
      defaultColorScheme={theme}
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={client}>
        <CalendarLanguage>
          <Notifications position="top-right" />
          <StatePatterns />
          {/* The address lives behind the `#`: the shell serves one page, and a reload stays where one was. */}
          {/* oxlint-disable-next-line react/hooks -- wouter takes the hook itself */}
          <Router hook={useHashLocation}>
            <CampaignNews />
            <ImportSessionProvider>
              <ComposeDraftsProvider>
                <OtpSessionProvider>
                  <InboxSessionProvider>
                    <UnlessDamaged>
                      <Frame unread={<UnreadMark />} commands={<CommandCenter />} notes={<RestoredNote />}>
                        <Suspense>
                          <Switch>
                            <Route path="/campaigns" component={CampaignsPage} />
                            <Route path="/campaigns/new">
                              <NewCampaignPage key="new" start={{ kind: 'blank' }} />
                            </Route>
                            <Route path="/campaigns/new/to/:listId">
                              {({ listId }) => (
                                <NewCampaignPage
                                  key={`to-${listId}`}
                                  start={{ kind: 'list', listId: Number(listId) }}
                                />
                              )}
                            </Route>
                            <Route path="/campaigns/new/try/:accountId/:listId">
                              {({ accountId, listId }) => (
                                <NewCampaignPage
                                  key="try"
                                  start={{
                                    kind: 'try',
                                    accountId: Number(accountId),
                                    listId: Number(listId),
                                  }}
                                />
                              )}
                            </Route>
                            <Route path="/campaigns/plans" component={PlansPage} />
                            <Route path="/campaigns/plans/:id">
                              {({ id }) => <PlanPage key={id} id={Number(id)} />}
                            </Route>
                            <Route path="/campaigns/:id">
                              {({ id }) => <CampaignPage key={id} id={Number(id)} />}
                            </Route>
                            <Route path="/campaigns/:id/report">
                              {({ id }) => <CampaignReportPage key={id} id={Number(id)} />}
                            </Route>
                            <Route path="/reports" component={ReportsPage} />
                            <Route path="/otp" component={OtpPage} />
                            <Route path="/inbox" component={InboxPage} />
                            <Route path="/contacts">
                              <ContactsPage key="all" listId={null} />
                            </Route>
                            <Route path="/contacts/import" component={ImportPage} />
                            <Route path="/contacts/opt-outs" component={OptOutsPage} />
                            <Route path="/contacts/duplicates" component={DuplicatesPage} />
                            <Route path="/contacts/find/:text">
                              {({ text }) => <ContactsPage key={text} listId={null} find={text} />}
                            </Route>
                            <Route path="/contacts/list/:listId">
                              {({ listId }) => <ContactsPage key={listId} listId={Number(listId)} />}
                            </Route>
                            <Route path="/accounts" component={AccountsPage} />
                            <Route path="/accounts/new" component={NewAccountPage} />
                            <Route path="/accounts/callbacks" component={CallbacksPage} />
                            <Route path="/accounts/:id/:panel?">
                              {({ id, panel }) => <AccountPage key={id} id={Number(id)} panel={panel} />}
                            </Route>
                            <Route path="/settings" component={SettingsPage} />
                            <Route>
                              <Redirect to="/campaigns" replace />
                            </Route>
                          </Switch>
                        </Suspense>
                      </Frame>
                    </UnlessDamaged>
                  </InboxSessionProvider>
                </OtpSessionProvider>
              </ComposeDraftsProvider>
            </ImportSessionProvider>
          </Router>
        </CalendarLanguage>
      </QueryClientProvider>
    </MantineProvider>
  );
}
