using Microsoft.Extensions.Options;

namespace Patchbay.Server.Storage;

internal static class StorageSetup
{
    public static void AddStorage(this IServiceCollection services)
    {
        services
            .AddOptions<StorageOptions>()
            .BindConfiguration(StorageOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<Database>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            return string.IsNullOrWhiteSpace(options.Postgres)
                ? new SqliteDatabase(options.SqliteFile)
                : new PostgresDatabase(options.Postgres);
        });
    }
}
