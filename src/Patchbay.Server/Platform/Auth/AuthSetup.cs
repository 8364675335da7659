using Microsoft.AspNetCore.Authentication;

namespace Patchbay.Server.Platform.Auth;

internal static class AuthSetup
{
    public static void AddApiKeys(this IServiceCollection services)
    {
        services.AddAuthentication(ApiKeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        services.AddAuthorization();
    }
}
