using System.Text.Json;
using Dapper;

namespace Patchbay.Server.Storage;

/// <content>
/// Parts of statements that the databases write differently. No code outside Storage asks which database it is.
/// </content>
public abstract partial class Database
{
    private static readonly EachGiven AtOnce = new(
        "unnest(@ids, @numbers) as given (id, number) cross join lateral",
        "given.id",
        "given.number"
    );
    private static readonly EachGiven OneByOne = new("", "@id", "@number");

    /// <summary>Ends a select that claims rows: it skips rows that another transaction has locked.</summary>
    public string SkipLocked => IsPostgres ? "for update skip locked" : "";

    /// <summary>
    /// Ends a select and locks its rows: no other transaction can change them until this one ends. Empty for SQLite,
    /// which has one writer.
    /// </summary>
    public string ForUpdate => IsPostgres ? "for update" : "";

    /// <summary>
    /// Like <see cref="ForUpdate"/>, but locks the rows in the order of a column, so that transactions that lock the
    /// same rows cannot deadlock.
    /// </summary>
    public string ForUpdateBy(string column) => IsPostgres ? $"order by {column} for update" : "";

    /// <summary>
    /// Follows a column in a condition: the value must be in the list given as
    /// <see cref="ListParameter(IReadOnlyCollection{Guid})"/>.
    /// </summary>
    public string InList(string parameter) =>
        IsPostgres ? $"= any(@{parameter})" : $"in (select value from json_each(@{parameter}))";

    public object ListParameter(IReadOnlyCollection<Guid> values) =>
        IsPostgres ? values.ToArray() : "[" + string.Join(',', values.Select(value => $"\"{value}\"")) + "]";

    public object ListParameter(IReadOnlyCollection<long> values) =>
        IsPostgres ? values.ToArray() : "[" + string.Join(',', values) + "]";

    public object ListParameter(IReadOnlyCollection<string> values) =>
        IsPostgres ? values.ToArray() : "[" + string.Join(',', values.Select(Json)) + "]";

    /// <summary>
    /// Follows two columns in parentheses in a condition: the values must be one of the pairs given as
    /// <see cref="PairParameters"/>.
    /// </summary>
    public string InPairs =>
        IsPostgres
            ? "in (select * from unnest(@ids, @texts))"
            : "in (select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(@pairs))";

    public object PairParameters(IReadOnlyCollection<(Guid Id, string Text)> pairs) =>
        IsPostgres
            ? new
            {
                ids = (object)pairs.Select(pair => pair.Id).ToArray(),
                texts = (object)pairs.Select(pair => pair.Text).ToArray(),
            }
            : new { pairs = "[" + string.Join(',', pairs.Select(pair => $"[\"{pair.Id}\",{Json(pair.Text)}]")) + "]" };

    /// <summary>Locks a row until the transaction ends, so that transactions work on it one at a time.</summary>
    public Task LockRowAsync(DbSession session, string table, Guid id) =>
        IsPostgres
            ? session.ScalarAsync<int>($"select 1 from {table} where id = @id for no key update", new { id })
            : Task.CompletedTask;

    /// <summary>Locks a table until the transaction ends, so that transactions write to it one at a time.</summary>
    public Task LockTableAsync(DbSession session, string table) =>
        IsPostgres ? session.ExecuteAsync($"lock table {table} in share row exclusive mode") : Task.CompletedTask;

    /// <summary>
    /// Makes the statements of this transaction find rows by key. PostgreSQL plans with the table's size at its last
    /// analysis, and would read all rows of a table that was small then.
    /// </summary>
    public Task FindByKeyAsync(DbSession session) =>
        IsPostgres
            ? session.ExecuteAsync(
                """
                select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                    set_config('enable_mergejoin', 'off', true)
                """
            )
            : Task.CompletedTask;

    /// <summary>
    /// Returns the rows that a select finds for each of some ids and numbers. PostgreSQL answers in one round trip;
    /// SQLite has no round trips and runs a statement for each.
    /// </summary>
    /// <param name="session">Any session.</param>
    /// <param name="given">The ids, each with its number.</param>
    /// <param name="select">
    /// Builds the select. <see cref="EachGiven.Join"/> goes before the subquery that uses both.
    /// </param>
    /// <param name="args">The other parameters of the select.</param>
    internal async Task<IReadOnlyList<T>> ListForEachAsync<T>(
        DbSession session,
        IReadOnlyDictionary<Guid, int> given,
        Func<EachGiven, string> select,
        object args
    )
    {
        var parameters = new DynamicParameters(args);
        if (IsPostgres)
        {
            parameters.Add("ids", given.Keys.ToArray());
            parameters.Add("numbers", given.Values.ToArray());
            return await session.ListAsync<T>(select(AtOnce), parameters);
        }
        var (text, found) = (select(OneByOne), new List<T>());
        foreach (var (id, number) in given)
        {
            parameters.Add("id", id);
            parameters.Add("number", number);
            found.AddRange(await session.ListAsync<T>(text, parameters));
        }
        return found;
    }

    /// <summary>Returns a writer that inserts new rows and queues each for processing.</summary>
    internal abstract QueuedInsert<T> QueuedInsert<T>(
        RowColumns<T> columns,
        QueueTables tables,
        Func<T, DateTimeOffset> receivedAt
    );

    private static string Json(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}

/// <summary>The names by which a select refers to a given id and its number.</summary>
/// <param name="Join">Goes before the subquery.</param>
/// <param name="Id">The name of the id.</param>
/// <param name="Number">The name of the number.</param>
internal sealed record EachGiven(string Join, string Id, string Number);
