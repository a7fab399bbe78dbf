"""The stack: every part, and how they are put together."""

from aws_cdk import Aws, CfnOutput, Stack
from constructs import Construct

from hinterland.tables import CATALOGUE, WORK_ITEMS
from infra.alarms import Alarms
from infra.api import Api
from infra.arrival import Arrival
from infra.functions import Functions
from infra.operator_site import OperatorSite
from infra.recovery import Recovery
from infra.sign_in import SignIn
from infra.storage import Storage
from infra.tables import Tables
from infra.workflow import Workflow

# The CDK names a function's role as a dependency beside the reference that says the same.
CFN_LINT = {"cfn-lint": {"config": {"ignore_checks": ["W3005"]}}}


class HinterlandStack(Stack):
    """All of Hinterland, for whichever account and region it is deployed to."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(
            scope,
            construct_id,
            description="Hinterland: the work of a rural outsourcing company, from drop to invoice",
            analytics_reporting=False,
        )
        self.template_options.metadata = CFN_LINT
        storage = Storage(self, "Storage")
        tables = Tables(self, "Tables")
        functions = Functions(self, "Functions", storage=storage, tables=tables)
        workflow = Workflow(self, "Workflow", functions=functions, storage=storage)
        arrival = Arrival(self, "Arrival", drop=storage.drop.bucket, machine=workflow.machine)
        Alarms(self, "Alarms", machine=workflow.machine, dead_letters=arrival.dead_letters)
        Recovery(
            self,
            "Recovery",
            assign=functions.assign,
            oversee=functions.oversee,
            work=storage.work.bucket,
        )
        sign_in = SignIn(self, "SignIn")
        api = Api(self, "Api", functions=functions.behind_the_api, sign_in=sign_in)
        site = OperatorSite(self, "OperatorSite", storage=storage, api=api, sign_in=sign_in)
        self._tell(
            DropBucketName=storage.drop.bucket.bucket_name,
            WorkBucketName=storage.work.bucket.bucket_name,
            DeliveryBucketName=storage.delivery.bucket.bucket_name,
            CatalogueTableName=tables[CATALOGUE].table_name,
            WorkItemsTableName=tables[WORK_ITEMS].table_name,
            ApiUrl=f"https://{api.http.http_api_id}.execute-api.{Aws.REGION}.{Aws.URL_SUFFIX}",
            OperatorUrl=f"https://{site.distribution.distribution_domain_name}",
            UserPoolId=sign_in.pool.user_pool_id,
            UserPoolClientId=sign_in.client.user_pool_client_id,
            WorkflowArn=workflow.machine.state_machine_arn,
        )

    def _tell(self, **outputs: str) -> None:
        for name, value in outputs.items():
            CfnOutput(self, name, value=value)
