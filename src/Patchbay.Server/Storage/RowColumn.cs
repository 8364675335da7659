using Npgsql;
using NpgsqlTypes;

namespace Patchbay.Server.Storage;

/// <summary>How a row's value fills one column on each database.</summary>
internal abstract class RowColumn<T>(string name)
{
    public string Name => name;

    public abstract void Bind(SqliteStatement statement, int place, T row);

    public abstract NpgsqlParameter Array(IReadOnlyList<T> rows);

    protected static NpgsqlParameter Array<TValue>(IReadOnlyList<T> rows, Func<T, TValue> value, NpgsqlDbType type)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(rows[i]);
        return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}

internal sealed class TextColumn<T>(string name, Func<T, string?> value) : RowColumn<T>(name)
{
    public override void Bind(SqliteStatement statement, int place, T row) => statement.Bind(place, value(row));

    public override NpgsqlParameter Array(IReadOnlyList<T> rows) => Array(rows, value, NpgsqlDbType.Text);
}

internal sealed class UuidColumn<T>(string name, Func<T, Guid?> value) : RowColumn<T>(name)
{
    public override void Bind(SqliteStatement statement, int place, T row) => statement.Bind(place, value(row));

    public override NpgsqlParameter Array(IReadOnlyList<T> rows) => Array(rows, value, NpgsqlDbType.Uuid);
}

internal sealed class NumberColumn<T>(string name, Func<T, long?> value) : RowColumn<T>(name)
{
    public override void Bind(SqliteStatement statement, int place, T row) => statement.Bind(place, value(row));

    public override NpgsqlParameter Array(IReadOnlyList<T> rows) => Array(rows, value, NpgsqlDbType.Bigint);
}

internal sealed class BytesColumn<T>(string name, Func<T, byte[]?> value) : RowColumn<T>(name)
{
    public override void Bind(SqliteStatement statement, int place, T row) => statement.Bind(place, value(row));

    public override NpgsqlParameter Array(IReadOnlyList<T> rows) => Array(rows, value, NpgsqlDbType.Bytea);
}

internal sealed class MemoryColumn<T>(string name, Func<T, ReadOnlyMemory<byte>> value) : RowColumn<T>(name)
{
    public override void Bind(SqliteStatement statement, int place, T row) => statement.Bind(place, value(row).Span);

    public override NpgsqlParameter Array(IReadOnlyList<T> rows) => Array(rows, value, NpgsqlDbType.Bytea);
}

internal sealed class DigestColumn<T>(string name, Func<T, Guid> value) : RowColumn<T>(name)
{
    public override void Bind(SqliteStatement statement, int place, T row)
    {
        Span<byte> bytes = stackalloc byte[16];
        value(row).TryWriteBytes(bytes, bigEndian: true, out _);
        statement.Bind(place, bytes);
    }

    public override NpgsqlParameter Array(IReadOnlyList<T> rows) => Array(rows, value, NpgsqlDbType.Uuid);
}
