//! Services, their gateways, users and subscriptions.

use super::client;
use crate::harness::given::Given;
use crate::harness::outcome::{Outcome, Settle as _, Wants};
use crate::harness::service::Service;
use apim::clients::{
    CertificateClientCreateOrUpdateOptions, CertificateClientListByServiceOptions,
    DiagnosticClientCreateOrUpdateOptions, DiagnosticClientListByServiceOptions, GatewayClientCreateOrUpdateOptions,
    GatewayClientListByServiceOptions, GroupClientCreateOrUpdateOptions, GroupClientListByServiceOptions,
    GroupUserClientListOptions, LoggerClientCreateOrUpdateOptions, LoggerClientListByServiceOptions,
    SubscriptionClientCreateOrUpdateOptions, SubscriptionClientListOptions, SubscriptionClientUpdateOptions,
    UserClientCreateOrUpdateOptions, UserClientDeleteOptions, UserClientGetOptions, UserClientListByServiceOptions,
    UserGroupClientListOptions, UserSubscriptionClientListOptions,
};
use futures::future::LocalBoxFuture;
use std::sync::Arc;

/// The call of an operation, if the table has it.
pub(super) fn call<'a>(
    operation: &str,
    given: &'a Given<'a>,
    service: &Arc<Service>,
    wants: Wants,
) -> Option<LocalBoxFuture<'a, Outcome>> {
    let api = client(given, service);
    let (rg, svc) = (given.text("resourceGroupName"), given.text("serviceName"));
    crate::harness::table! { operation, wants, api;
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
