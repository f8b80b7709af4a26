import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolProps,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { nameIn } from './kit/press.ts';
import { reasoned } from './kit/reasoned.ts';
import type { Settings } from './settings.ts';

/** Groups of the pool with what their people may do; the desk reads them out of the token. */
const GROUPS = {
  readers: 'Read drafts and issues at the desk',
  editors: 'Edit the draft',
  approvers: 'Approve an issue',
  administrators: 'Change sources, sections and settings',
} as const;

const POOL: UserPoolProps = {
  selfSignUpEnabled: false,
  signInAliases: { email: true },
  autoVerify: { email: true },
  standardAttributes: { email: { required: true, mutable: true }, fullname: { required: true, mutable: true } },
  passwordPolicy: {
    minLength: 12,
    requireDigits: true,
    requireLowercase: true,
    requireUppercase: true,
    requireSymbols: true,
    passwordHistorySize: 5,
    tempPasswordValidity: Duration.days(3),
  },
  mfa: Mfa.OPTIONAL,
  mfaSecondFactor: { sms: false, otp: true },
  accountRecovery: AccountRecovery.EMAIL_ONLY,
  featurePlan: FeaturePlan.PLUS,
  standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
  deletionProtection: true,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** The people of the desk: an administrator adds them, nobody signs up. `address` is the sign-in page's host. */
export function people(scope: Construct, settings: Settings): { readonly pool: UserPool; readonly address: string } {
  const pool = new UserPool(scope, 'people', { ...POOL, userPoolName: nameIn(settings.stage, 'people') });
  reasoned(
    pool,
    'COG2',
    'MFA is offered, not forced: two or three editors start on office machines without a phone app.',
  );
  for (const [groupName, description] of Object.entries(GROUPS)) {
    new CfnUserPoolGroup(scope, `group-${groupName}`, { userPoolId: pool.userPoolId, groupName, description });
  }
  const domain = pool.addDomain('sign-in', {
    cognitoDomain: { domainPrefix: settings.signInPrefix },
    managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
  });
  return { pool, address: `https://${domain.domainName}.auth.${Aws.REGION}.amazoncognito.com` };
}
