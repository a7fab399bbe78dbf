"""The operator API: an HTTP API in front of the assign function."""

import json

from aws_cdk import RemovalPolicy
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.python_function import PythonFunction
from infra.resources import resource_of
from infra.rules import acknowledge
from infra.sign_in import SignIn

ROUTES = (
    ("GET", "/me"),
    ("POST", "/leases"),
    ("GET", "/leases"),
    ("POST", "/leases/{lease}/renew"),
    ("POST", "/leases/{lease}/submit"),
    ("POST", "/leases/{lease}/return"),
    ("GET", "/work-types/{work_type}/{version}"),
)
OPEN_ROUTES = (("GET", "/openapi.json"),)
# Who did what, when and how it went. The person is Cognito's own number, never a name.
ACCESS_LOG = {
    "requestId": "$context.requestId",
    "requestTime": "$context.requestTime",
    "routeKey": "$context.routeKey",
    "status": "$context.status",
    "responseLength": "$context.responseLength",
    "responseLatency": "$context.responseLatency",
    "integrationError": "$context.integrationErrorMessage",
    "authorizerError": "$context.authorizer.error",
    "user": "$context.authorizer.claims.sub",
}


class Api(Construct):
    """The routes, for signed-in operators only but for the API's own description."""

    def __init__(
        self, scope: Construct, construct_id: str, *, assign: PythonFunction, sign_in: SignIn
    ) -> None:
        super().__init__(scope, construct_id)
        self.http = apigateway.HttpApi(
            self,
            "Http",
            description="Hinterland: leases for operators",
            create_default_stage=False,
        )
        self._integration = integrations.HttpLambdaIntegration("Assign", assign.function)
        signed_in = authorizers.HttpUserPoolAuthorizer(
            "Operators", sign_in.pool, user_pool_clients=[sign_in.client]
        )
        self._add(ROUTES, signed_in)
        for route in self._add(OPEN_ROUTES, apigateway.HttpNoneAuthorizer()):
            acknowledge(route, "APIG4", "The description of the API is for everybody.")
        self.stage = self._stage()

    def _add(
        self, routes: tuple[tuple[str, str], ...], authorizer: apigateway.IHttpRouteAuthorizer
    ) -> list[apigateway.HttpRoute]:
        return [
            route
            for method, path in routes
            for route in self.http.add_routes(
                path=path,
                methods=[apigateway.HttpMethod[method]],
                integration=self._integration,
                authorizer=authorizer,
            )
        ]

    def _stage(self) -> apigateway.HttpStage:
        stage = apigateway.HttpStage(
            self,
            "Stage",
            http_api=self.http,
            stage_name="$default",
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(rate_limit=200, burst_limit=400),
        )
        access = logs.LogGroup(
            self,
            "Access",
            retention=logs.RetentionDays.THREE_MONTHS,
            removal_policy=RemovalPolicy.DESTROY,
        )
        resource = resource_of(stage, apigateway.CfnStage)
        resource.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=access.log_group_arn, format=json.dumps(ACCESS_LOG)
        )
        return stage
