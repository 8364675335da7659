namespace Patchbay.Server.Organizations;

internal static class AuthSetup
{
    public static void AddApiKeys(this IServiceCollection services)
    {
        // Only the core: the rest of ASP.NET's authentication keeps cookies, and with them a key ring on disk.
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
