import { z } from 'zod';
import { MobsmsRelease, type MobsmsDevice } from '../../../../shared/mobsms.ts';
import { rowsOf, Text, VendorId } from '../answer.ts';
import { Anything, type MobsmsApi } from './api.ts';
import { Count, Flag } from './fields.ts';

/** *Devices* and *App* of the MobSMS document. All throw `AccountTrouble`. */
export interface DeviceClient {
  /** The gateway devices. */
  listDevices(signal: AbortSignal): Promise<MobsmsDevice[]>;
  /** Which device a send without `device_id` goes through. */
  setDefaultDevice(id: string, signal: AbortSignal): Promise<void>;
  /** *Latest gateway-app release*; null where none is published. Needs no key. */
  findRelease(signal: AbortSignal): Promise<MobsmsRelease | null>;
}

const Device = z
  .object({
    id: VendorId,
    device_id: Text,
    device_name: Text,
    phone_number: Text,
    is_active: Flag,
    is_default: Flag,
    sms_rate: Count,
    send_delay_seconds: Count,
    default_sim_slot: Count,
  })
  .transform((device): MobsmsDevice => ({
    id: device.id,
    deviceId: device.device_id,
    name: device.device_name,
    phone: device.phone_number,
    isActive: device.is_active ?? false,
    isDefault: device.is_default ?? false,
    smsRate: device.sms_rate,
    sendDelaySeconds: device.send_delay_seconds,
    simSlot: device.default_sim_slot,
  }));
const DevicesAnswer = z.object({ data: rowsOf(Device) });

const Release = z
  .object({
    version_name: Text,
    version_code: Count,
    release_notes: Text,
    mandatory: Flag,
    apk_url: MobsmsRelease.shape.url,
    apk_size: Count,
  })
  .transform((release): MobsmsRelease => ({
    versionName: release.version_name ?? '',
    versionCode: release.version_code,
    notes: release.release_notes,
    mandatory: release.mandatory ?? false,
    url: release.apk_url,
    size: release.apk_size,
  }));
const ReleaseAnswer = z.object({ data: Release.nullish() });

/** The calls of these chapters over an open API. */
export function openDevices(api: MobsmsApi): DeviceClient {
  return {
    async listDevices(signal) {
      return (await api.ask('devices', { method: 'GET', path: '/devices' }, DevicesAnswer, signal)).data;
    },

    async setDefaultDevice(id, signal) {
      const request = { method: 'POST', path: '/devices/default-device', json: { device_id: id } } as const;
      await api.ask('devices', request, Anything, signal);
    },

    async findRelease(signal) {
      const request = { method: 'GET', path: '/app/latest' } as const;
      return (await api.ask('the gateway app', request, ReleaseAnswer, signal)).data ?? null;
    },
  };
}
