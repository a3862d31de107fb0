import { later } from './later.tsx';

// All screens but the one that the window opens with: they are most of its code.
export const AccountPage = later(
  async () => (await import('./features/accounts/AccountPage.tsx')).AccountPage,
);
export const AccountsPage = later(
  async () => (await import('./features/accounts/AccountsPage.tsx')).AccountsPage,
);
export const CallbacksPage = later(
  async () => (await import('./features/accounts/callbacks/CallbacksPage.tsx')).CallbacksPage,
);
export const NewAccountPage = later(
  async () => (await import('./features/accounts/NewAccountPage.tsx')).NewAccountPage,
);
export const CampaignPage = later(
  async () => (await import('./features/campaigns/CampaignPage.tsx')).CampaignPage,
);
export const NewCampaignPage = later(
  async () => (await import('./features/campaigns/NewCampaignPage.tsx')).NewCampaignPage,
);
export const PlanPage = later(async () => (await import('./features/campaigns/PlanPage.tsx')).PlanPage);
export const PlansPage = later(async () => (await import('./features/campaigns/PlansPage.tsx')).PlansPage);
export const ContactsPage = later(
  async () => (await import('./features/contacts/ContactsPage.tsx')).ContactsPage,
);
export const DuplicatesPage = later(
  async () => (await import('./features/contacts/DuplicatesPage.tsx')).DuplicatesPage,
);
export const OptOutsPage = later(
  async () => (await import('./features/contacts/OptOutsPage.tsx')).OptOutsPage,
);
export const InboxPage = later(async () => (await import('./features/inbox/InboxPage.tsx')).InboxPage);
export const ImportPage = later(async () => (await import('./features/import/ImportPage.tsx')).ImportPage);
export const SettingsPage = later(
  async () => (await import('./features/settings/SettingsPage.tsx')).SettingsPage,
);
export const OtpPage = later(async () => (await import('./features/otp/OtpPage.tsx')).OtpPage);
export const CampaignReportPage = later(
  async () => (await import('./features/reports/CampaignReportPage.tsx')).CampaignReportPage,
);
export const ReportsPage = later(
  async () => (await import('./features/reports/ReportsPage.tsx')).ReportsPage,
);
