import { z } from 'zod';
import { refuse, requiredText, succeed, withBody } from './mobsms-answers.ts';
import type { MobsmsWorld } from './mobsms-world.ts';
import type { Answer, VendorRequest } from './vendor-api.ts';

const PREMIUM_UNTIL = '2027-06-08T00:00:00.000000Z';

/** In the example of *Redeem a promo code*. */
const PROMO_CODE = 'PDAFTAR';

const Promo = z.strictObject({ code: requiredText(255) });

/** When Premium ends; null without it. */
export function premiumUntil({ isPremium }: MobsmsWorld): string | null {
  return isPremium ? PREMIUM_UNTIL : null;
}

/** The plan, as the overview and both answers about the subscription show it. */
export function planOf(world: MobsmsWorld) {
  return {
    plan: world.isPremium ? 'premium' : 'free',
    is_premium: world.isPremium,
    premium_expires_at: premiumUntil(world),
    prices: { monthly: 5, yearly: 50, currency: 'USD' },
    features: world.isPremium ? ['api', 'webhooks', 'bulk'] : ['api'],
  };
}

/** *Get the authenticated user's subscription status*. */
export function showSubscription(world: MobsmsWorld): Answer {
  return succeed({
    ...planOf(world),
    payment: {
      wallet_address: 'UQCGj7fXHlxD5H_uwbrJSE9N6NPMQ62pz_eoxViCdNYCF5Gh',
      asset: 'USDT (TON)',
      network: 'TON',
      admin_telegram: '@dev_murod',
    },
  });
}

/** *Redeem a promo code*, in any case of its letters. */
export function redeemPromo(world: MobsmsWorld, request: VendorRequest): Answer {
  return withBody(request, Promo, ({ code }) => {
    if (code.toUpperCase() !== PROMO_CODE) {
      return refuse(422, 'This promo code is invalid or no longer available.');
    }
    world.isPremium = true;
    return {
      status: 200,
      body: { success: true, message: 'Promo code redeemed — Premium activated.', data: planOf(world) },
    };
  });
}
