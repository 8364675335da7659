namespace Patchbay.Server.Platform.Secrets;

internal static class SecretsSetup
{
    public static void AddSecrets(this IServiceCollection services)
    {
        services.AddOptions<VaultOptions>().BindConfiguration(VaultOptions.Section);
        services.AddSingleton<MasterKeys>();
        services.AddSingleton<VaultStore>();
        services.AddSingleton<Vault>();
        services.AddSingleton<MasterKeyRotation>();
        services.AddHostedService<MasterKeyRotationWorker>();
    }
}
