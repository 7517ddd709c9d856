//! Operations of API Management, by `operationId`. One that no situation needed yet is a line to add: the call of the
//! method, with each argument by its wire name.

use super::given::Given;
use super::outcome::{Outcome, Settle as _, Wants};
use super::service::Service;
use apim::clients::{
    ApiClientCreateOrUpdateOptions, ApiClientDeleteOptions, ApiClientListByServiceOptions, ApiClientListByTagsOptions,
    ApiOperationClientCreateOrUpdateOptions, ApiOperationClientListByApiOptions,
    ApiOperationPolicyClientCreateOrUpdateOptions, ApiOperationPolicyClientGetOptions,
    ApiPolicyClientCreateOrUpdateOptions, ApiPolicyClientGetOptions, ApiProductClientListByApisOptions,
    ApiReleaseClientCreateOrUpdateOptions, ApiReleaseClientListByServiceOptions, ApiRevisionClientListByServiceOptions,
    ApiSchemaClientCreateOrUpdateOptions, ApiSchemaClientDeleteOptions, ApiSchemaClientListByApiOptions,
    ApiVersionSetClientCreateOrUpdateOptions, ApiVersionSetClientListByServiceOptions,
    BackendClientListByServiceOptions, BackendClientReconnectOptions, CertificateClientCreateOrUpdateOptions,
    CertificateClientListByServiceOptions, DiagnosticClientCreateOrUpdateOptions, DiagnosticClientListByServiceOptions,
    GatewayClientCreateOrUpdateOptions, GatewayClientListByServiceOptions, GlobalSchemaClientCreateOrUpdateOptions,
    GlobalSchemaClientListByServiceOptions, GroupClientCreateOrUpdateOptions, GroupClientListByServiceOptions,
    GroupUserClientListOptions, LoggerClientCreateOrUpdateOptions, LoggerClientListByServiceOptions,
    NamedValueClientCreateOrUpdateOptions, NamedValueClientListByServiceOptions, PolicyClientCreateOrUpdateOptions,
    PolicyClientGetOptions, PolicyFragmentClientGetOptions, PolicyFragmentClientListByServiceOptions,
    ProductApiClientListByProductOptions, ProductClientCreateOrUpdateOptions, ProductClientDeleteOptions,
    ProductClientListByServiceOptions, ProductClientListByTagsOptions, ProductGroupClientListByProductOptions,
    ProductPolicyClientCreateOrUpdateOptions, ProductPolicyClientGetOptions, SubscriptionClientCreateOrUpdateOptions,
    SubscriptionClientListOptions, SubscriptionClientUpdateOptions, TagClientCreateOrUpdateOptions,
    TagClientListByApiOptions, TagClientListByOperationOptions, TagClientListByProductOptions,
    TagClientListByServiceOptions, UserClientCreateOrUpdateOptions, UserClientDeleteOptions, UserClientGetOptions,
    UserClientListByServiceOptions, UserGroupClientListOptions, UserSubscriptionClientListOptions,
};
use apim::{ApiManagementClient, ApiManagementClientOptions};
use futures::future::LocalBoxFuture;
use std::sync::Arc;

pub(super) const API_VERSION: &str = ApiManagementClientOptions::DEFAULT_API_VERSION;

/// The call of an operation, if the table has it.
pub(super) fn call<'a>(
    operation: &str,
    given: &'a Given<'a>,
    service: Arc<Service>,
    wants: Wants,
) -> Option<LocalBoxFuture<'a, Outcome>> {
    #[allow(clippy::needless_update, reason = "whatever else the client takes")]
    let options = ApiManagementClientOptions {
        api_version: given.api_version(API_VERSION),
        endpoint: given.endpoint(),
        audience: given.audience(),
        client_options: given.client_options(&service),
        ..Default::default()
    };
    let subscription = given.text("subscriptionId");
    let api = ApiManagementClient::new(subscription, given.credential(&service), Some(options));
    let (rg, svc) = (given.text("resourceGroupName"), given.text("serviceName"));
    super::table! { operation, wants, api;
        "ApiExport_Get" => api.api_export().get(&rg, &svc, &given.text("apiId"), given.value("format"), None).await;
        "ApiManagementService_Backup" => api.api_management_service().begin_backup(&rg, &svc, given.body(), None);
        "ApiManagementService_CheckNameAvailability" =>
            api.api_management_service().check_name_availability(given.body(), None).await;
        "ApiManagementService_CreateOrUpdate" =>
            api.api_management_service().begin_create_or_update(&rg, &svc, given.body(), None);
        "ApiManagementService_Delete" => api.api_management_service().begin_delete(&rg, &svc, None);
        "ApiManagementService_Get" => api.api_management_service().get(&rg, &svc, None).await;
        "ApiManagementService_GetSsoToken" => api.api_management_service().get_sso_token(&rg, &svc, None).await;
        "ApiManagementService_List" => api.api_management_service().list(None);
        "ApiManagementService_Restore" => api.api_management_service().begin_restore(&rg, &svc, given.body(), None);
        "ApiManagementService_Update" => api.api_management_service().begin_update(&rg, &svc, given.body(), None);
        "ApiOperationPolicy_CreateOrUpdate" =>
            api.api_operation_policy().create_or_update(&rg, &svc, &given.text("apiId"), &given.text("operationId"),
                given.value("policyId"), given.body(),
                Some(ApiOperationPolicyClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "ApiOperationPolicy_Delete" =>
            api.api_operation_policy().delete(&rg, &svc, &given.text("apiId"), &given.text("operationId"),
                given.value("policyId"), given.etag("if-match"), None).await;
        "ApiOperationPolicy_Get" =>
            api.api_operation_policy().get(&rg, &svc, &given.text("apiId"), &given.text("operationId"),
                given.value("policyId"),
                Some(ApiOperationPolicyClientGetOptions {
                    format: given.optional("format"), ..Default::default()
                })).await;
        "ApiOperationPolicy_GetEntityTag" =>
            api.api_operation_policy().get_entity_tag(&rg, &svc, &given.text("apiId"), &given.text("operationId"),
                given.value("policyId"), None).await;
        "ApiOperation_CreateOrUpdate" =>
            api.api_operation().create_or_update(&rg, &svc, &given.text("apiId"), &given.text("operationId"),
                given.body(),
                Some(ApiOperationClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "ApiOperation_Delete" =>
            api.api_operation().delete(&rg, &svc, &given.text("apiId"), &given.text("operationId"),
                given.etag("if-match"), None).await;
        "ApiOperation_Get" =>
            api.api_operation().get(&rg, &svc, &given.text("apiId"), &given.text("operationId"), None).await;
        "ApiOperation_GetEntityTag" =>
            api.api_operation().get_entity_tag(&rg, &svc, &given.text("apiId"), &given.text("operationId"), None).await;
        "ApiOperation_ListByApi" =>
            api.api_operation().list_by_api(&rg, &svc, &given.text("apiId"),
                Some(ApiOperationClientListByApiOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    tags: given.optional("tags"), ..Default::default()
                }));
        "ApiOperation_Update" =>
            api.api_operation().update(&rg, &svc, &given.text("apiId"), &given.text("operationId"),
                given.etag("if-match"), given.body(), None).await;
        "ApiPolicy_CreateOrUpdate" =>
            api.api_policy().create_or_update(&rg, &svc, &given.text("apiId"), given.value("policyId"), given.body(),
                Some(ApiPolicyClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "ApiPolicy_Delete" =>
            api.api_policy().delete(&rg, &svc, &given.text("apiId"), given.value("policyId"), given.etag("if-match"),
                None).await;
        "ApiPolicy_Get" =>
            api.api_policy().get(&rg, &svc, &given.text("apiId"), given.value("policyId"),
                Some(ApiPolicyClientGetOptions { format: given.optional("format"), ..Default::default() })).await;
        "ApiPolicy_GetEntityTag" =>
            api.api_policy().get_entity_tag(&rg, &svc, &given.text("apiId"), given.value("policyId"), None).await;
        "ApiPolicy_ListByApi" => api.api_policy().list_by_api(&rg, &svc, &given.text("apiId"), None).await;
        "ApiProduct_ListByApis" =>
            api.api_product().list_by_apis(&rg, &svc, &given.text("apiId"),
                Some(ApiProductClientListByApisOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "ApiRelease_CreateOrUpdate" =>
            api.api_release().create_or_update(&rg, &svc, &given.text("apiId"), &given.text("releaseId"), given.body(),
                Some(ApiReleaseClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "ApiRelease_Delete" =>
            api.api_release().delete(&rg, &svc, &given.text("apiId"), &given.text("releaseId"),
                given.etag("if-match"), None).await;
        "ApiRelease_Get" =>
            api.api_release().get(&rg, &svc, &given.text("apiId"), &given.text("releaseId"), None).await;
        "ApiRelease_GetEntityTag" =>
            api.api_release().get_entity_tag(&rg, &svc, &given.text("apiId"), &given.text("releaseId"), None).await;
        "ApiRelease_ListByService" =>
            api.api_release().list_by_service(&rg, &svc, &given.text("apiId"),
                Some(ApiReleaseClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "ApiRelease_Update" =>
            api.api_release().update(&rg, &svc, &given.text("apiId"), &given.text("releaseId"),
                given.etag("if-match"), given.body(), None).await;
        "ApiRevision_ListByService" =>
            api.api_revision().list_by_service(&rg, &svc, &given.text("apiId"),
                Some(ApiRevisionClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "ApiSchema_CreateOrUpdate" =>
            api.api_schema().begin_create_or_update(&rg, &svc, &given.text("apiId"), &given.text("schemaId"),
                given.body(),
                Some(ApiSchemaClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                }));
        "ApiSchema_Delete" =>
            api.api_schema().delete(&rg, &svc, &given.text("apiId"), &given.text("schemaId"), given.etag("if-match"),
                Some(ApiSchemaClientDeleteOptions { force: given.optional("force"), ..Default::default() })).await;
        "ApiSchema_Get" => api.api_schema().get(&rg, &svc, &given.text("apiId"), &given.text("schemaId"), None).await;
        "ApiSchema_GetEntityTag" =>
            api.api_schema().get_entity_tag(&rg, &svc, &given.text("apiId"), &given.text("schemaId"), None).await;
        "ApiSchema_ListByApi" =>
            api.api_schema().list_by_api(&rg, &svc, &given.text("apiId"),
                Some(ApiSchemaClientListByApiOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "ApiVersionSet_CreateOrUpdate" =>
            api.api_version_set().create_or_update(&rg, &svc, &given.text("versionSetId"), given.body(),
                Some(ApiVersionSetClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "ApiVersionSet_Delete" =>
            api.api_version_set().delete(&rg, &svc, &given.text("versionSetId"), given.etag("if-match"), None).await;
        "ApiVersionSet_Get" => api.api_version_set().get(&rg, &svc, &given.text("versionSetId"), None).await;
        "ApiVersionSet_GetEntityTag" =>
            api.api_version_set().get_entity_tag(&rg, &svc, &given.text("versionSetId"), None).await;
        "ApiVersionSet_ListByService" =>
            api.api_version_set().list_by_service(&rg, &svc,
                Some(ApiVersionSetClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "ApiVersionSet_Update" =>
            api.api_version_set().update(&rg, &svc, &given.text("versionSetId"), given.etag("if-match"), given.body(),
                None).await;
        "Api_CreateOrUpdate" =>
            api.api().begin_create_or_update(&rg, &svc, &given.text("apiId"), given.body(),
                Some(ApiClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                }));
        "Api_Delete" =>
            api.api().begin_delete(&rg, &svc, &given.text("apiId"), given.etag("if-match"),
                Some(ApiClientDeleteOptions {
                    delete_revisions: given.optional("deleteRevisions"), ..Default::default()
                }));
        "Api_Get" => api.api().get(&rg, &svc, &given.text("apiId"), None).await;
        "Api_GetEntityTag" => api.api().get_entity_tag(&rg, &svc, &given.text("apiId"), None).await;
        "Api_ListByService" =>
            api.api().list_by_service(&rg, &svc,
                Some(ApiClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    tags: given.optional("tags"), expand_api_version_set: given.optional("expandApiVersionSet"),
                    ..Default::default()
                }));
        "Api_ListByTags" =>
            api.api().list_by_tags(&rg, &svc,
                Some(ApiClientListByTagsOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    include_not_tagged_apis: given.optional("includeNotTaggedApis"), ..Default::default()
                }));
        "Api_Update" =>
            api.api().update(&rg, &svc, &given.text("apiId"), given.etag("if-match"), given.body(), None).await;
        "Backend_Delete" =>
            api.backend().delete(&rg, &svc, &given.text("backendId"), given.etag("if-match"), None).await;
        "Backend_Get" => api.backend().get(&rg, &svc, &given.text("backendId"), None).await;
        "Backend_GetEntityTag" => api.backend().get_entity_tag(&rg, &svc, &given.text("backendId"), None).await;
        "Backend_ListByService" =>
            api.backend().list_by_service(&rg, &svc,
                Some(BackendClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "Backend_Reconnect" =>
            api.backend().reconnect(&rg, &svc, &given.text("backendId"),
                Some(BackendClientReconnectOptions { parameters: given.optional_body(), ..Default::default() })).await;
        "Backend_Update" =>
            api.backend().update(&rg, &svc, &given.text("backendId"), given.etag("if-match"), given.body(), None).await;
        "Certificate_CreateOrUpdate" =>
            api.certificate().create_or_update(&rg, &svc, &given.text("certificateId"), given.body(),
                Some(CertificateClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "Certificate_Delete" =>
            api.certificate().delete(&rg, &svc, &given.text("certificateId"), given.etag("if-match"), None).await;
        "Certificate_Get" => api.certificate().get(&rg, &svc, &given.text("certificateId"), None).await;
        "Certificate_GetEntityTag" =>
            api.certificate().get_entity_tag(&rg, &svc, &given.text("certificateId"), None).await;
        "Certificate_ListByService" =>
            api.certificate().list_by_service(&rg, &svc,
                Some(CertificateClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    is_key_vault_refresh_failed: given.optional("isKeyVaultRefreshFailed"),
                    ..Default::default()
                }));
        "Certificate_RefreshSecret" =>
            api.certificate().refresh_secret(&rg, &svc, &given.text("certificateId"), None).await;
        "DeletedServices_GetByName" => api.deleted_services().get_by_name(&svc, &given.text("location"), None).await;
        "DeletedServices_ListBySubscription" => api.deleted_services().list_by_subscription(None);
        "DeletedServices_Purge" => api.deleted_services().begin_purge(&svc, &given.text("location"), None);
        "Diagnostic_CreateOrUpdate" =>
            api.diagnostic().create_or_update(&rg, &svc, &given.text("diagnosticId"), given.body(),
                Some(DiagnosticClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "Diagnostic_Delete" =>
            api.diagnostic().delete(&rg, &svc, &given.text("diagnosticId"), given.etag("if-match"), None).await;
        "Diagnostic_Get" => api.diagnostic().get(&rg, &svc, &given.text("diagnosticId"), None).await;
        "Diagnostic_GetEntityTag" =>
            api.diagnostic().get_entity_tag(&rg, &svc, &given.text("diagnosticId"), None).await;
        "Diagnostic_ListByService" =>
            api.diagnostic().list_by_service(&rg, &svc,
                Some(DiagnosticClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "Diagnostic_Update" =>
            api.diagnostic().update(&rg, &svc, &given.text("diagnosticId"), given.etag("if-match"), given.body(),
                None).await;
        "Gateway_CreateOrUpdate" =>
            api.gateway().create_or_update(&rg, &svc, &given.text("gatewayId"), given.body(),
                Some(GatewayClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "Gateway_Delete" =>
            api.gateway().delete(&rg, &svc, &given.text("gatewayId"), given.etag("if-match"), None).await;
        "Gateway_GenerateToken" =>
            api.gateway().generate_token(&rg, &svc, &given.text("gatewayId"), given.body(), None).await;
        "Gateway_Get" => api.gateway().get(&rg, &svc, &given.text("gatewayId"), None).await;
        "Gateway_GetEntityTag" => api.gateway().get_entity_tag(&rg, &svc, &given.text("gatewayId"), None).await;
        "Gateway_ListByService" =>
            api.gateway().list_by_service(&rg, &svc,
                Some(GatewayClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "Gateway_ListKeys" => api.gateway().list_keys(&rg, &svc, &given.text("gatewayId"), None).await;
        "Gateway_ListTrace" => api.gateway().list_trace(&rg, &svc, &given.text("gatewayId"), given.body(), None).await;
        "Gateway_RegenerateKey" =>
            api.gateway().regenerate_key(&rg, &svc, &given.text("gatewayId"), given.body(), None).await;
        "Gateway_Update" =>
            api.gateway().update(&rg, &svc, &given.text("gatewayId"), given.etag("if-match"), given.body(), None).await;
        "GlobalSchema_CreateOrUpdate" =>
            api.global_schema().begin_create_or_update(&rg, &svc, &given.text("schemaId"), given.body(),
                Some(GlobalSchemaClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                }));
        "GlobalSchema_Delete" =>
            api.global_schema().delete(&rg, &svc, &given.text("schemaId"), given.etag("if-match"), None).await;
        "GlobalSchema_Get" => api.global_schema().get(&rg, &svc, &given.text("schemaId"), None).await;
        "GlobalSchema_GetEntityTag" =>
            api.global_schema().get_entity_tag(&rg, &svc, &given.text("schemaId"), None).await;
        "GlobalSchema_ListByService" =>
            api.global_schema().list_by_service(&rg, &svc,
                Some(GlobalSchemaClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "GroupUser_CheckEntityExists" =>
            api.group_user().check_entity_exists(&rg, &svc, &given.text("groupId"), &given.text("userId"), None).await;
        "GroupUser_Create" =>
            api.group_user().create(&rg, &svc, &given.text("groupId"), &given.text("userId"), None).await;
        "GroupUser_Delete" =>
            api.group_user().delete(&rg, &svc, &given.text("groupId"), &given.text("userId"), None).await;
        "GroupUser_List" =>
            api.group_user().list(&rg, &svc, &given.text("groupId"),
                Some(GroupUserClientListOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "Group_CreateOrUpdate" =>
            api.group().create_or_update(&rg, &svc, &given.text("groupId"), given.body(),
                Some(GroupClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "Group_Delete" => api.group().delete(&rg, &svc, &given.text("groupId"), given.etag("if-match"), None).await;
        "Group_Get" => api.group().get(&rg, &svc, &given.text("groupId"), None).await;
        "Group_GetEntityTag" => api.group().get_entity_tag(&rg, &svc, &given.text("groupId"), None).await;
        "Group_ListByService" =>
            api.group().list_by_service(&rg, &svc,
                Some(GroupClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "Group_Update" =>
            api.group().update(&rg, &svc, &given.text("groupId"), given.etag("if-match"), given.body(), None).await;
        "Logger_CreateOrUpdate" =>
            api.logger().create_or_update(&rg, &svc, &given.text("loggerId"), given.body(),
                Some(LoggerClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "Logger_Delete" => api.logger().delete(&rg, &svc, &given.text("loggerId"), given.etag("if-match"), None).await;
        "Logger_Get" => api.logger().get(&rg, &svc, &given.text("loggerId"), None).await;
        "Logger_GetEntityTag" => api.logger().get_entity_tag(&rg, &svc, &given.text("loggerId"), None).await;
        "Logger_ListByService" =>
            api.logger().list_by_service(&rg, &svc,
                Some(LoggerClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "Logger_Update" =>
            api.logger().update(&rg, &svc, &given.text("loggerId"), given.etag("if-match"), given.body(), None).await;
        "NamedValue_CreateOrUpdate" =>
            api.named_value().begin_create_or_update(&rg, &svc, &given.text("namedValueId"), given.body(),
                Some(NamedValueClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                }));
        "NamedValue_Delete" =>
            api.named_value().delete(&rg, &svc, &given.text("namedValueId"), given.etag("if-match"), None).await;
        "NamedValue_Get" => api.named_value().get(&rg, &svc, &given.text("namedValueId"), None).await;
        "NamedValue_GetEntityTag" =>
            api.named_value().get_entity_tag(&rg, &svc, &given.text("namedValueId"), None).await;
        "NamedValue_ListByService" =>
            api.named_value().list_by_service(&rg, &svc,
                Some(NamedValueClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    is_key_vault_refresh_failed: given.optional("isKeyVaultRefreshFailed"),
                    ..Default::default()
                }));
        "NamedValue_ListValue" => api.named_value().list_value(&rg, &svc, &given.text("namedValueId"), None).await;
        "NamedValue_RefreshSecret" =>
            api.named_value().begin_refresh_secret(&rg, &svc, &given.text("namedValueId"), None);
        "NamedValue_Update" =>
            api.named_value().begin_update(&rg, &svc, &given.text("namedValueId"), given.etag("if-match"),
                given.body(), None
                );
        "PolicyFragment_Delete" =>
            api.policy_fragment().delete(&rg, &svc, &given.text("id"), given.etag("if-match"), None).await;
        "PolicyFragment_Get" =>
            api.policy_fragment().get(&rg, &svc, &given.text("id"),
                Some(PolicyFragmentClientGetOptions { format: given.optional("format"), ..Default::default() })).await;
        "PolicyFragment_GetEntityTag" => api.policy_fragment().get_entity_tag(&rg, &svc, &given.text("id"), None).await;
        "PolicyFragment_ListByService" =>
            api.policy_fragment().list_by_service(&rg, &svc,
                Some(PolicyFragmentClientListByServiceOptions {
                    filter: given.optional("$filter"), orderby: given.optional("$orderby"),
                    top: given.optional("$top"), skip: given.optional("$skip"), ..Default::default()
                }));
        "Policy_CreateOrUpdate" =>
            api.policy().create_or_update(&rg, &svc, given.value("policyId"), given.body(),
                Some(PolicyClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "Policy_Delete" => api.policy().delete(&rg, &svc, given.value("policyId"), given.etag("if-match"), None).await;
        "Policy_Get" =>
            api.policy().get(&rg, &svc, given.value("policyId"),
                Some(PolicyClientGetOptions { format: given.optional("format"), ..Default::default() })).await;
        "Policy_GetEntityTag" => api.policy().get_entity_tag(&rg, &svc, given.value("policyId"), None).await;
        "Policy_ListByService" => api.policy().list_by_service(&rg, &svc, None);
        "ProductApi_CheckEntityExists" =>
            api.product_api().check_entity_exists(&rg, &svc, &given.text("productId"), &given.text("apiId"),
                None).await;
        "ProductApi_CreateOrUpdate" =>
            api.product_api().create_or_update(&rg, &svc, &given.text("productId"), &given.text("apiId"), None).await;
        "ProductApi_Delete" =>
            api.product_api().delete(&rg, &svc, &given.text("productId"), &given.text("apiId"), None).await;
        "ProductApi_ListByProduct" =>
            api.product_api().list_by_product(&rg, &svc, &given.text("productId"),
                Some(ProductApiClientListByProductOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "ProductGroup_CheckEntityExists" =>
            api.product_group().check_entity_exists(&rg, &svc, &given.text("productId"), &given.text("groupId"),
                None).await;
        "ProductGroup_CreateOrUpdate" =>
            api.product_group().create_or_update(&rg, &svc, &given.text("productId"), &given.text("groupId"),
                None).await;
        "ProductGroup_Delete" =>
            api.product_group().delete(&rg, &svc, &given.text("productId"), &given.text("groupId"), None).await;
        "ProductGroup_ListByProduct" =>
            api.product_group().list_by_product(&rg, &svc, &given.text("productId"),
                Some(ProductGroupClientListByProductOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "ProductPolicy_CreateOrUpdate" =>
            api.product_policy().create_or_update(&rg, &svc, &given.text("productId"), given.value("policyId"),
                given.body(),
                Some(ProductPolicyClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "ProductPolicy_Delete" =>
            api.product_policy().delete(&rg, &svc, &given.text("productId"), given.value("policyId"),
                given.etag("if-match"), None).await;
        "ProductPolicy_Get" =>
            api.product_policy().get(&rg, &svc, &given.text("productId"), given.value("policyId"),
                Some(ProductPolicyClientGetOptions { format: given.optional("format"), ..Default::default() })).await;
        "ProductPolicy_GetEntityTag" =>
            api.product_policy().get_entity_tag(&rg, &svc, &given.text("productId"), given.value("policyId"),
                None).await;
        "ProductPolicy_ListByProduct" =>
            api.product_policy().list_by_product(&rg, &svc, &given.text("productId"), None);
        "Product_CreateOrUpdate" =>
            api.product().create_or_update(&rg, &svc, &given.text("productId"), given.body(),
                Some(ProductClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "Product_Delete" =>
            api.product().delete(&rg, &svc, &given.text("productId"), given.etag("if-match"),
                Some(ProductClientDeleteOptions {
                    delete_subscriptions: given.optional("deleteSubscriptions"), ..Default::default()
                })).await;
        "Product_Get" => api.product().get(&rg, &svc, &given.text("productId"), None).await;
        "Product_GetEntityTag" => api.product().get_entity_tag(&rg, &svc, &given.text("productId"), None).await;
        "Product_ListByService" =>
            api.product().list_by_service(&rg, &svc,
                Some(ProductClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    expand_groups: given.optional("expandGroups"), tags: given.optional("tags"),
                    ..Default::default()
                }));
        "Product_ListByTags" =>
            api.product().list_by_tags(&rg, &svc,
                Some(ProductClientListByTagsOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    include_not_tagged_products: given.optional("includeNotTaggedProducts"),
                    ..Default::default()
                }));
        "Product_Update" =>
            api.product().update(&rg, &svc, &given.text("productId"), given.etag("if-match"), given.body(), None).await;
        "Subscription_CreateOrUpdate" =>
            api.subscription().create_or_update(&rg, &svc, &given.text("sid"), given.body(),
                Some(SubscriptionClientCreateOrUpdateOptions {
                    notify: given.optional("notify"), if_match: given.optional_etag("if-match"),
                    app_type: given.optional("appType"), ..Default::default()
                })).await;
        "Subscription_Delete" =>
            api.subscription().delete(&rg, &svc, &given.text("sid"), given.etag("if-match"), None).await;
        "Subscription_Get" => api.subscription().get(&rg, &svc, &given.text("sid"), None).await;
        "Subscription_GetEntityTag" => api.subscription().get_entity_tag(&rg, &svc, &given.text("sid"), None).await;
        "Subscription_List" =>
            api.subscription().list(&rg, &svc,
                Some(SubscriptionClientListOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "Subscription_ListSecrets" => api.subscription().list_secrets(&rg, &svc, &given.text("sid"), None).await;
        "Subscription_RegeneratePrimaryKey" =>
            api.subscription().regenerate_primary_key(&rg, &svc, &given.text("sid"), None).await;
        "Subscription_RegenerateSecondaryKey" =>
            api.subscription().regenerate_secondary_key(&rg, &svc, &given.text("sid"), None).await;
        "Subscription_Update" =>
            api.subscription().update(&rg, &svc, &given.text("sid"), given.etag("if-match"), given.body(),
                Some(SubscriptionClientUpdateOptions {
                    notify: given.optional("notify"), app_type: given.optional("appType"), ..Default::default()
                })).await;
        "Tag_AssignToApi" => api.tag().assign_to_api(&rg, &svc, &given.text("apiId"), &given.text("tagId"), None).await;
        "Tag_AssignToOperation" =>
            api.tag().assign_to_operation(&rg, &svc, &given.text("apiId"), &given.text("operationId"),
                &given.text("tagId"), None).await;
        "Tag_AssignToProduct" =>
            api.tag().assign_to_product(&rg, &svc, &given.text("productId"), &given.text("tagId"), None).await;
        "Tag_CreateOrUpdate" =>
            api.tag().create_or_update(&rg, &svc, &given.text("tagId"), given.body(),
                Some(TagClientCreateOrUpdateOptions {
                    if_match: given.optional_etag("if-match"), ..Default::default()
                })).await;
        "Tag_Delete" => api.tag().delete(&rg, &svc, &given.text("tagId"), given.etag("if-match"), None).await;
        "Tag_DetachFromApi" =>
            api.tag().detach_from_api(&rg, &svc, &given.text("apiId"), &given.text("tagId"), None).await;
        "Tag_DetachFromProduct" =>
            api.tag().detach_from_product(&rg, &svc, &given.text("productId"), &given.text("tagId"), None).await;
        "Tag_Get" => api.tag().get(&rg, &svc, &given.text("tagId"), None).await;
        "Tag_GetByApi" => api.tag().get_by_api(&rg, &svc, &given.text("apiId"), &given.text("tagId"), None).await;
        "Tag_GetByOperation" =>
            api.tag().get_by_operation(&rg, &svc, &given.text("apiId"), &given.text("operationId"),
                &given.text("tagId"), None).await;
        "Tag_GetByProduct" =>
            api.tag().get_by_product(&rg, &svc, &given.text("productId"), &given.text("tagId"), None).await;
        "Tag_GetEntityState" => api.tag().get_entity_state(&rg, &svc, &given.text("tagId"), None).await;
        "Tag_GetEntityStateByApi" =>
            api.tag().get_entity_state_by_api(&rg, &svc, &given.text("apiId"), &given.text("tagId"), None).await;
        "Tag_GetEntityStateByProduct" =>
            api.tag().get_entity_state_by_product(&rg, &svc, &given.text("productId"), &given.text("tagId"),
                None).await;
        "Tag_ListByApi" =>
            api.tag().list_by_api(&rg, &svc, &given.text("apiId"),
                Some(TagClientListByApiOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "Tag_ListByOperation" =>
            api.tag().list_by_operation(&rg, &svc, &given.text("apiId"), &given.text("operationId"),
                Some(TagClientListByOperationOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "Tag_ListByProduct" =>
            api.tag().list_by_product(&rg, &svc, &given.text("productId"),
                Some(TagClientListByProductOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "Tag_ListByService" =>
            api.tag().list_by_service(&rg, &svc,
                Some(TagClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    scope: given.optional("scope"), ..Default::default()
                }));
        "Tag_Update" =>
            api.tag().update(&rg, &svc, &given.text("tagId"), given.etag("if-match"), given.body(), None).await;
        "UserGroup_List" =>
            api.user_group().list(&rg, &svc, &given.text("userId"),
                Some(UserGroupClientListOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "UserSubscription_Get" =>
            api.user_subscription().get(&rg, &svc, &given.text("userId"), &given.text("sid"), None).await;
        "UserSubscription_List" =>
            api.user_subscription().list(&rg, &svc, &given.text("userId"),
                Some(UserSubscriptionClientListOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    ..Default::default()
                }));
        "User_CreateOrUpdate" =>
            api.user().create_or_update(&rg, &svc, &given.text("userId"), given.body(),
                Some(UserClientCreateOrUpdateOptions {
                    notify: given.optional("notify"), if_match: given.optional_etag("if-match"),
                    ..Default::default()
                })).await;
        "User_Delete" =>
            api.user().begin_delete(&rg, &svc, &given.text("userId"), given.etag("if-match"),
                Some(UserClientDeleteOptions {
                    delete_subscriptions: given.optional("deleteSubscriptions"), notify: given.optional("notify"),
                    app_type: given.optional("appType"), method_options: given.method_options()
                }));
        "User_GenerateSsoUrl" => api.user().generate_sso_url(&rg, &svc, &given.text("userId"), None).await;
        "User_Get" => api.user().get(&rg, &svc, &given.text("userId"),
                Some(UserClientGetOptions { method_options: given.method_options() })).await;
        "User_GetEntityTag" => api.user().get_entity_tag(&rg, &svc, &given.text("userId"), None).await;
        "User_GetSharedAccessToken" =>
            api.user().get_shared_access_token(&rg, &svc, &given.text("userId"), given.body(), None).await;
        "User_ListByService" =>
            api.user().list_by_service(&rg, &svc,
                Some(UserClientListByServiceOptions {
                    filter: given.optional("$filter"), top: given.optional("$top"), skip: given.optional("$skip"),
                    expand_groups: given.optional("expandGroups"), method_options: given.method_options()
                }));
        "User_Update" =>
            api.user().update(&rg, &svc, &given.text("userId"), given.etag("if-match"), given.body(), None).await;
    }
}
