"""Who may sign in: operators, heads and office, by a user name that the office gives them."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from hinterland.roles import GROUPS
from infra.rules import acknowledge


class SignIn(Construct):
    """The user pool, its groups, and the operator page as its client."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self.pool = cognito.UserPool(
            self,
            "Users",
            self_sign_up_enabled=False,
            sign_in_aliases=cognito.SignInAliases(username=True),
            sign_in_case_sensitive=False,
            account_recovery=cognito.AccountRecovery.NONE,  # the centre's head asks the office
            password_policy=_password_policy(),
            deletion_protection=True,
            removal_policy=RemovalPolicy.RETAIN,
        )
        for group in GROUPS.values():
            self.pool.add_group(group.capitalize(), group_name=group)
        self.client = self.pool.add_client(
            "Page",
            auth_flows=cognito.AuthFlow(
                user_password=True, user_srp=True, admin_user_password=True
            ),
            disable_o_auth=True,
            generate_secret=False,
            prevent_user_existence_errors=True,
            access_token_validity=Duration.hours(1),
            id_token_validity=Duration.hours(1),
            refresh_token_validity=Duration.days(7),
        )
        self._acknowledge_rules()

    def _acknowledge_rules(self) -> None:
        acknowledge(self.pool, "COG1", "Twelve characters; of all kinds would be written on walls.")
        acknowledge(self.pool, "COG2", "Operators share a centre's computers and have no phones.")
        acknowledge(self.pool, "COG8", "The plus plan is paid per operator; nobody can sign up.")


def _password_policy() -> cognito.PasswordPolicy:
    """Ask for length, not for signs of every kind: such passwords get written on the wall."""
    return cognito.PasswordPolicy(
        min_length=12,
        require_lowercase=False,
        require_uppercase=False,
        require_digits=False,
        require_symbols=False,
        temp_password_validity=Duration.days(7),
    )
