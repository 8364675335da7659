using System.Text.Json;
using Microsoft.OpenApi;
using Patchbay.Server.Audit;
using Patchbay.Server.ChannelKinds.LogIn;
using Patchbay.Server.Channels;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Messages;
using Patchbay.Server.Organizations;
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
        services.ConfigureHttpJsonOptions(json =>
        {
            // The documents describe types with these contexts; answers are written with each feature's own context.
            json.SerializerOptions.TypeInfoResolverChain.Add(ApiKeyJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(OnboardingJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(PhoneJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(MessageJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(MessageAnswerJson.Default);
            foreach (var ofChannel in ChannelsSetup.Documents)
                json.SerializerOptions.TypeInfoResolverChain.Add(ofChannel);
            json.SerializerOptions.TypeInfoResolverChain.Add(OutgoingJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(ConnectionJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(AuditJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(InstanceJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(IntegrationJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(LoginJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(ConnectJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(UserJson.Default);
        });
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
