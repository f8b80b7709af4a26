import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { alarm } from './alarm.ts';
import { type AlarmBoard, nameIn } from './press.ts';
import { reasoned } from './reasoned.ts';

/** Route and status, never path or query: an unsubscribe address is a key. */
const LOG_LINE = JSON.stringify({
  at: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  bytes: '$context.responseLength',
  requestId: '$context.requestId',
  failure: '$context.integrationErrorMessage',
});

/**
 * The HTTP API before desk and subscriptions, throttled; its routes are added by {@link route}. It asks for no token:
 * the desk reads its own cookie, which a gateway authorizer cannot, and the subscriptions are public.
 */
export function httpApi(scope: Construct, board: AlarmBoard): HttpApi {
  const api = new HttpApi(scope, 'web', { apiName: nameIn(board.stage, 'web'), createDefaultStage: false });
  const log = new LogGroup(scope, 'web-log', {
    logGroupName: `/diembao/${board.stage}/web`,
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new HttpStage(scope, 'web-stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: 50, burstLimit: 100 },
    accessLogSettings: { destination: new LogGroupLogDestination(log), format: AccessLogFormat.custom(LOG_LINE) },
  });
  alarm(scope, board, {
    name: 'web-failures',
    impact: 'Editors or readers get an error page from the desk or the subscriptions',
    // Nothing else tells that nobody can leave, and at most hours few try.
    metric: api.metricServerError({ period: Duration.minutes(15), statistic: 'Sum' }),
    when: { kind: 'at-least', threshold: 3 },
    silenceIs: 'fine',
  });
  return api;
}

/** Everything at and under `path` goes to `fn`; `why` nobody is asked who he is before that. */
export function route(api: HttpApi, path: string, to: { readonly fn: IFunction; readonly why: string }): void {
  const integration = new HttpLambdaIntegration(`to${path.replace('/', '-')}`, to.fn);
  for (const each of [path, `${path}/{proxy+}`]) {
    const routes = api.addRoutes({ path: each, methods: [HttpMethod.ANY], integration });
    for (const made of routes) reasoned(made, 'APIG4', to.why);
  }
}
