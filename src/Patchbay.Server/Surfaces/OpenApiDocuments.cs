using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.OpenApi;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Channels;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Messages;
using Patchbay.Server.Organizations;
using Patchbay.Server.Organizations.Redirects;
using Patchbay.Server.Organizations.Users;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform.Dialects;
using Patchbay.Server.Surfaces.Instances;
using Patchbay.Server.Surfaces.Integrations;
using Patchbay.Server.Surfaces.Integrations.ConnectPage;
using Patchbay.Server.Surfaces.Integrations.Login;
using Patchbay.Server.Surfaces.Messages;
using Patchbay.Server.Surfaces.Onboarding;
using Patchbay.Server.Surfaces.ProviderConnections;

namespace Patchbay.Server.Surfaces;

/// <summary>One OpenAPI document per surface, at <c>/openapi/{surface}.json</c>.</summary>
internal static class OpenApiDocuments
{
    public static void AddOpenApiDocuments(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(AddTypes);
        Add<OnboardingSurface>(services, "onboarding", "Patchbay: onboarding surface");
        Add<InstancesSurface>(services, "instances", "Patchbay: instances surface", UseSnakeCase);
        Add<IntegrationsSurface>(services, "integrations", "Patchbay: integrations surface", UseSnakeCase);
        Add<ProviderConnectionsSurface>(
            services,
            "provider-connections",
            "Patchbay: provider connections surface",
            UseSnakeCase
        );
    }

    // The documents describe types with these contexts; answers are written with each feature's own context.
    private static void AddTypes(JsonOptions json)
    {
        var contexts = json.SerializerOptions.TypeInfoResolverChain;
        contexts.Add(ApiKeyJson.Default);
        contexts.Add(OnboardingJson.Default);
        contexts.Add(PhoneJson.Default);
        contexts.Add(MessageJson.Default);
        contexts.Add(MessageAnswerJson.Default);
        foreach (var ofChannel in ChannelsSetup.Documents)
            contexts.Add(ofChannel);
        contexts.Add(OutgoingJson.Default);
        contexts.Add(ConnectionJson.Default);
        contexts.Add(AuditJson.Default);
        contexts.Add(InstanceJson.Default);
        contexts.Add(IntegrationJson.Default);
        contexts.Add(LoginJson.Default);
        contexts.Add(ConnectJson.Default);
        contexts.Add(UserJson.Default);
        contexts.Add(RedirectOriginJson.Default);
    }

    private static void Add<TSurface>(
        IServiceCollection services,
        string name,
        string title,
        Action<OpenApiSchema>? rename = null
    )
        where TSurface : Surface =>
        services.AddOpenApi(
            name,
            options =>
            {
                if (rename is not null)
                {
                    options.AddSchemaTransformer(
                        (schema, _, _) =>
                        {
                            rename(schema);
                            return Task.CompletedTask;
                        }
                    );
                }
                options.ShouldInclude = api => Surface.For("/" + api.RelativePath) is TSurface;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new OpenApiInfo { Title = title, Version = "v1" };
                        return Task.CompletedTask;
                    }
                );
            }
        );

    // All documents share one set of options, whose names are camelCase.
    private static void UseSnakeCase(OpenApiSchema schema)
    {
        if (schema.Properties is not { Count: > 0 } properties)
            return;
        schema.Properties = properties.ToDictionary(
            property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Key),
            property => property.Value,
            StringComparer.Ordinal
        );
        schema.Required = schema
            .Required?.Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)
            .ToHashSet(StringComparer.Ordinal);
    }
}
