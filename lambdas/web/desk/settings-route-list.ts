import type { DeskRoute } from './route.ts';
import { changeSetting, checkSetting, goBack, settingPage, settingsPage, versionPage } from './settings-routes.ts';

const SETTING = '/desk/settings/:name';

/** Addresses of the house's settings; whoever is at the desk may look, administrators change. */
export const SETTING_ROUTES: readonly DeskRoute[] = [
  { method: 'GET', path: '/desk/settings', needs: 'read', handle: settingsPage },
  { method: 'GET', path: SETTING, needs: 'read', handle: settingPage },
  { method: 'POST', path: SETTING, needs: 'settings', handle: changeSetting },
  { method: 'POST', path: `${SETTING}/check`, needs: 'settings', handle: checkSetting },
  { method: 'GET', path: `${SETTING}/versions/:number`, needs: 'read', handle: versionPage },
  { method: 'POST', path: `${SETTING}/versions/:number`, needs: 'settings', handle: goBack },
];
