import {
  IconBuildingBroadcastTower,
  IconDeviceMobileMessage,
  IconMessage2Bolt,
  type Icon,
} from '@tabler/icons-react';
import type { ProviderId } from '../../../shared/account.ts';
import classes from './ProviderMark.module.css';

const icons: Readonly<Record<ProviderId, Icon>> = {
  devsms: IconBuildingBroadcastTower,
  ubill: IconMessage2Bolt,
  mobsms: IconDeviceMobileMessage,
};

/** A sign for a provider; ours, since their logos are theirs. */
export function ProviderMark({ provider }: { provider: ProviderId }) {
  const Icon = icons[provider];
  return (
    <span className={classes.mark}>
      <Icon size={22} stroke={1.7} aria-hidden />
    </span>
  );
}
