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

/// <summary>
/// Runs a theory once for each database. Without a named PostgreSQL server, PostgreSQL is skipped with a reason.
/// </summary>
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
