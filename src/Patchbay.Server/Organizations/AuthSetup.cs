namespace Patchbay.Server.Organizations;

internal static class AuthSetup
{
    public static void AddApiKeys(this IServiceCollection services)
    {
        // Only the core, because the rest of ASP.NET's authentication adds cookies and a key ring on disk for them.
        services.AddAuthenticationCore(options =>
        {
            options.AddScheme<ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
            options.DefaultScheme = ApiKeyAuthentication.SchemeName;
        });
        services.AddWebEncoders();
        services.AddTransient<ApiKeyAuthentication>();
        services.AddAuthorization();
    }
}
