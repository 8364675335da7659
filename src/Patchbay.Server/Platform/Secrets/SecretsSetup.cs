namespace Patchbay.Server.Platform.Secrets;

internal static class SecretsSetup
{
    public static void AddSecrets(this IServiceCollection services)
    {
        services.AddOptions<VaultOptions>().BindConfiguration(VaultOptions.Section);
        services.AddSingleton<MasterKeys>();
        services.AddSingleton<DerivedKeyStore>();
        services.AddSingleton<DerivedKeys>();
        services.AddSingleton<VaultStore>();
        services.AddSingleton<UnreadableSecrets>();
        services.AddSingleton<Vault>();
        services.AddSingleton<MasterKeyRotation>();
        services.AddHostedService<MasterKeyRotationWorker>();
    }
}
