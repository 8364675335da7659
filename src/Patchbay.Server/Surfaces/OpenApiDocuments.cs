using System.Text.Json;
using Microsoft.OpenApi;

namespace Patchbay.Server.Surfaces;

/// <summary>One OpenAPI document per surface, at <c>/openapi/{surface}.json</c>.</summary>
internal static class OpenApiDocuments
{
    public static void AddOpenApiDocuments(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            // The documents describe types through these; what is sent is written with each feature's own context.
            json.SerializerOptions.TypeInfoResolverChain.Add(Organizations.ApiKeyJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Onboarding.OnboardingJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Phones.PhoneJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Messages.MessageJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Messages.Media.MediaJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Outgoing.OutgoingJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Connections.ConnectionJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Audit.AuditJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Instances.InstanceJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Integrations.IntegrationJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Integrations.Login.LoginJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Integrations.ConnectPage.ConnectJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Mail.MailJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(Organizations.Users.UserJson.Default);
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

    // Documents of all surfaces read their types through one set of options, whose names are camelCase.
    private static void UseSnakeCase(OpenApiSchema schema)
    {
        if (schema.Properties is not { Count: > 0 } properties)
            return;
        schema.Properties = properties.ToDictionary(
            one => JsonNamingPolicy.SnakeCaseLower.ConvertName(one.Key),
            one => one.Value,
            StringComparer.Ordinal
        );
        schema.Required = schema
            .Required?.Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)
            .ToHashSet(StringComparer.Ordinal);
    }
}
