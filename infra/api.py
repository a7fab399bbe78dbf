"""The HTTP API: of operators in front of assign, of heads and office in front of oversee."""

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
    ("PUT", "/me/outbox"),
    ("POST", "/leases"),
    ("GET", "/leases"),
    ("POST", "/leases/{lease}/renew"),
    ("POST", "/leases/{lease}/submit"),
    ("POST", "/leases/{lease}/return"),
    ("GET", "/work-types/{work_type}/{version}"),
    ("GET", "/pay/{month}"),
    ("GET", "/corrections"),
    ("GET", "/corrections/{correction}"),
    ("POST", "/corrections/{correction}/objection"),
    ("GET", "/training"),
    ("POST", "/training/{set}/attempts"),
    ("POST", "/training/{set}/attempts/{attempt}"),
)
OVERSEEING_ROUTES = (
    ("GET", "/centre"),
    ("GET", "/office"),
    ("POST", "/office/jobs/{job}/retry"),
    ("POST", "/office/jobs/{job}/cancel"),
    ("POST", "/office/leases/{lease}/reassign"),
    ("POST", "/office/items/{job}/{item}/{choice}"),
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
    """The routes, for the signed-in only but for the API's own description.

    Which role a route takes is for its function to say, which asks the catalogue as well.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        assign: PythonFunction,
        oversee: PythonFunction,
        sign_in: SignIn,
    ) -> None:
        super().__init__(scope, construct_id)
        self.http = apigateway.HttpApi(
            self,
            "Http",
            description="Hinterland: leases for operators, and those who look after them",
            create_default_stage=False,
        )
        operators = integrations.HttpLambdaIntegration("Assign", assign.function)
        overseers = integrations.HttpLambdaIntegration("Oversee", oversee.function)
        signed_in = authorizers.HttpUserPoolAuthorizer(
            "Operators", sign_in.pool, user_pool_clients=[sign_in.client]
        )
        self._add(ROUTES, operators, signed_in)
        self._add(OVERSEEING_ROUTES, overseers, signed_in)
        for route in self._add(OPEN_ROUTES, operators, apigateway.HttpNoneAuthorizer()):
            acknowledge(route, "APIG4", "The description of the API is for everybody.")
        self.stage = self._stage()

    def _add(
        self,
        routes: tuple[tuple[str, str], ...],
        integration: apigateway.HttpRouteIntegration,
        authorizer: apigateway.IHttpRouteAuthorizer,
    ) -> list[apigateway.HttpRoute]:
        return [
            route
            for method, path in routes
            for route in self.http.add_routes(
                path=path,
                methods=[apigateway.HttpMethod[method]],
                integration=integration,
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
