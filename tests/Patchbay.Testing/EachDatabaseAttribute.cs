using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Patchbay.Testing;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory once a database. PostgreSQL is skipped, with the reason, where no server is named.</summary>
public sealed class EachDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    ) =>
        new([
            new TheoryDataRow(DatabaseKind.Sqlite),
            new TheoryDataRow(DatabaseKind.Postgres)
            {
                Skip = TestDatabase.PostgresServer is null
                    ? $"{TestDatabase.PostgresVariable} names no PostgreSQL server"
                    : null,
            },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
