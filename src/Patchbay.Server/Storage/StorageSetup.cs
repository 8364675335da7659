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
            if (options.Postgres is { } postgres && options.IsPostgres)
                return OpenPostgres(postgres);
            DataFolder.Secure(options.DataFolder);
            return new SqliteDatabase(options.SqliteFile);
        });
    }

    private static PostgresDatabase OpenPostgres(string connectionString)
    {
        try
        {
            return new(connectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The text may hold a password, so it is not repeated.
            throw new StartRefusedException("Storage:Postgres is not a connection string of Npgsql.", error);
        }
    }
}
