//! APIs, products, policies, and what they use.

use super::client;
use crate::harness::given::Given;
use crate::harness::outcome::{Outcome, Settle as _, Wants};
use crate::harness::service::Service;
use apim::clients::{
    ApiClientCreateOrUpdateOptions, ApiClientDeleteOptions, ApiClientListByServiceOptions, ApiClientListByTagsOptions,
    ApiOperationClientCreateOrUpdateOptions, ApiOperationClientListByApiOptions,
    ApiOperationPolicyClientCreateOrUpdateOptions, ApiOperationPolicyClientGetOptions,
    ApiPolicyClientCreateOrUpdateOptions, ApiPolicyClientGetOptions, ApiProductClientListByApisOptions,
    ApiReleaseClientCreateOrUpdateOptions, ApiReleaseClientListByServiceOptions, ApiRevisionClientListByServiceOptions,
    ApiSchemaClientCreateOrUpdateOptions, ApiSchemaClientDeleteOptions, ApiSchemaClientListByApiOptions,
    ApiVersionSetClientCreateOrUpdateOptions, ApiVersionSetClientListByServiceOptions,
    BackendClientListByServiceOptions, BackendClientReconnectOptions, GlobalSchemaClientCreateOrUpdateOptions,
    GlobalSchemaClientListByServiceOptions, NamedValueClientCreateOrUpdateOptions,
    NamedValueClientListByServiceOptions, PolicyClientCreateOrUpdateOptions, PolicyClientGetOptions,
    PolicyFragmentClientGetOptions, PolicyFragmentClientListByServiceOptions, ProductApiClientListByProductOptions,
    ProductClientCreateOrUpdateOptions, ProductClientDeleteOptions, ProductClientListByServiceOptions,
    ProductClientListByTagsOptions, ProductGroupClientListByProductOptions, ProductPolicyClientCreateOrUpdateOptions,
    ProductPolicyClientGetOptions, TagClientCreateOrUpdateOptions, TagClientListByApiOptions,
    TagClientListByOperationOptions, TagClientListByProductOptions, TagClientListByServiceOptions,
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
        "ApiExport_Get" => api.api_export().get(&rg, &svc, &given.text("apiId"), given.value("format"), None).await;
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
    }
}
