import type { Act } from '../../core/operations/check.ts';
import type { PostFault, ScheduleFault } from '../../workflows/operations/account-faults.ts';

/** What the doctor says where all is well. */
export const WELL = 'Nothing to do.';

/** What to do of a line of today, by its act. */
export const ADVICE: Readonly<Record<Act, string>> = {
  nothing: WELL,
  wait: 'Wait: it is not due yet.',
  approve: 'Call the editor on duty: nobody has approved today’s issue.',
  'release-mailing': 'A person holds the mailing back: ask whether it may go (“Sau khi duyệt” at the desk).',
  'resume-mailing': 'The mailing is paused: find out why, then resume it (RUNBOOK, mailing-paused).',
  'decide-stale':
    'The issue is older than a day and goes nowhere by itself: an approver decides whether it still does.',
  arm: 'The house was restored and is disarmed: make sure what was sent, then arm it.',
  'look-at-sources': 'Look at the sources named here: `diembao source-check <address>`, then /desk/sources.',
  'look-at-zalo': 'A posting to Zalo waits for a person (RUNBOOK, zalo-parked).',
  'call-operator': 'Follow the article of the runbook.',
};

/** What to do of a fault of the account; the sentences are those of `lib/RUNBOOK.md`, “What the doctor finds in the account”. */
export const ACCOUNT_ADVICE: Readonly<Record<ScheduleFault | PostFault, string>> = {
  'schedule-missing':
    'Somebody deleted it: `npx cdk deploy $S-press --revert-drift -c stage=<stage>` makes it again; until then invoke its function by hand.',
  'schedule-off':
    'Somebody switched it off: ask who and why, then EventBridge console → Schedules → _Enable_; until then invoke its function by hand.',
  'schedule-changed':
    'It has another hour, time zone or function than the timetable of `lambdas/names.ts`: `npx cdk deploy $S-press --revert-drift -c stage=<stage>` puts it right.',
  'schedule-strange':
    'It is on no timetable and runs a function of the house: ask who made it, then delete it in the EventBridge console.',
  'account-stopped':
    'SES sends nothing for this account: SES console → _Account dashboard_ says why; answer the case AWS opened, and see `bounce-rate`.',
  'account-in-danger':
    'AWS watches this account, or has stopped it: answer the case it opened (SES console → _Account dashboard_), and see `bounce-rate` and `complaint-rate`.',
  sandbox:
    'The account is in the sandbox and reaches no reader: ask AWS to let it out (`DEPLOYING.md`, step 5); it takes a day.',
  'dear-plan':
    'A thousand mails cost 0.16 USD by this plan, which new accounts have, and 0.10 without one; the house uses nothing of what it adds: `aws sesv2 put-account-pricing-attributes --plan NONE`, from the next month on.',
  'sender-unknown':
    'SES does not know the sender’s host in this region: look for a misspelt `sender`, or a `"senderIdentity": "use"` of a host nobody made, in `lib/settings.json`; deploy again.',
  'sender-unverified':
    'SES does not let the sender’s host send although its DKIM records are there: SES console → Identities → the host says why.',
  'dkim-waiting':
    'SES does not find the three DKIM records yet: compare the DNS with the outputs `dkim-1` to `dkim-3` of `$S-press` (`DEPLOYING.md`, step 4); a right record is found within a day.',
  'dkim-failed':
    'SES looked for the DKIM records for three days in vain: put them right (`DEPLOYING.md`, step 4), then SES console → Identities → the host → DKIM → _Edit_ → _Save_, so that it looks again.',
  'mail-from-waiting':
    'SES does not find the MX record of `bounce.<host>` yet: compare the DNS with `DEPLOYING.md`, step 4; mail goes out meanwhile.',
  'mail-from-failed':
    'SES looked for the MX record of `bounce.<host>` in vain: put it right (`DEPLOYING.md`, step 4), then `aws sesv2 put-email-identity-mail-from-attributes --email-identity <host> --mail-from-domain bounce.<host>`, so that it looks again.',
  'set-missing':
    'The configuration set is gone, and SES refuses every mail: `npx cdk deploy $S-press --revert-drift -c stage=<stage>` makes it again.',
  'set-stopped':
    'Somebody stopped the configuration set: ask who and why, then `aws sesv2 put-configuration-set-sending-options --configuration-set-name $S-bulletin --sending-enabled`.',
  'not-suppressed':
    'SES would write again to who bounced or complained: `aws sesv2 put-configuration-set-suppression-options --configuration-set-name $S-bulletin --suppressed-reasons BOUNCE COMPLAINT`.',
  'events-unheard':
    'Nobody hears what becomes of mails, so copies stay uncertain and bounces are written to again: `npx cdk deploy $S-press --revert-drift -c stage=<stage>` puts the event destination back; no mailing before that.',
};
