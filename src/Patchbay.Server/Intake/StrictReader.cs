using System.Buffers.Text;
using System.Text.Json;

namespace Patchbay.Server.Intake;

/// <summary>A piece of the body.</summary>
internal readonly record struct Piece(int Start, int Length)
{
    public bool IsNone => Length == 0;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> body) => body.Slice(Start, Length);
}

/// <summary>
/// Goes once through a JSON document, strictly: bounded depth, no member twice in one object. What the caller does not
/// want is stepped over with the same strictness. Every fault is a <see cref="JsonException"/>.
/// </summary>
internal ref struct StrictReader
{
    public const int MaxDepth = 64;

    // Meta's ids are far shorter; longer ones would not fit into an index.
    private const int MaxId = 256;

    private readonly ReadOnlySpan<byte> _json;
    private readonly MemberNames _names;
    private Utf8JsonReader _reader;

    public StrictReader(ReadOnlySpan<byte> json, MemberNames names)
    {
        _json = json;
        _names = names;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        names.Clear();
        Read();
    }

    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>To be asked until false after the start of an object: each time, the value of the next member is current.</summary>
    public bool NextMember()
    {
        Read();
        if (Token == JsonTokenType.EndObject)
            return false;
        Name = new Piece((int)_reader.TokenStartIndex + 1, _reader.ValueSpan.Length);
        Read();
        return true;
    }

    /// <summary>To be asked until false after the start of an array: each time, the next item is current.</summary>
    public bool NextItem()
    {
        Read();
        return Token != JsonTokenType.EndArray;
    }

    /// <summary>The name of the current member, without quotes.</summary>
    public Piece Name { get; private set; }

    public readonly bool Is(ReadOnlySpan<byte> name) => Name.Of(_json).SequenceEqual(name);

    /// <summary>Where the current value starts.</summary>
    public readonly int Start => (int)_reader.TokenStartIndex;

    /// <summary>What lies between a start and the end of the current token.</summary>
    public readonly Piece Since(int start) => new(start, (int)_reader.BytesConsumed - start);

    /// <summary>Steps over the current value; where it lies.</summary>
    public Piece Skip()
    {
        var start = Start;
        if (Token is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var depth = _reader.CurrentDepth;
            do Read();
            while (_reader.CurrentDepth > depth || Token is not (JsonTokenType.EndObject or JsonTokenType.EndArray));
        }
        return Since(start);
    }

    /// <summary>
    /// The current value as an id, stepping over it; null when it is none. Ids become keys and columns: what no database
    /// takes, such as a NUL, or no index, is no id.
    /// </summary>
    public string? Id()
    {
        if (Token != JsonTokenType.String || _reader.ValueSpan.Length is 0 or > MaxId * 6)
        {
            Skip();
            return null;
        }
        try
        {
            return
                _reader.GetString() is { Length: > 0 and <= MaxId } id
                && System.Text.Ascii.IsValid(id)
                && !id.AsSpan().ContainsAnyInRange('\0', '\x1f')
                && !id.Contains('\x7f')
                ? id
                : null;
        }
        catch (InvalidOperationException) // not Unicode
        {
            return null;
        }
    }

    /// <summary>
    /// The current value as Unix time, a number or the text of one, in seconds, stepping over it; 0 when it is none, or past
    /// what four bytes hold.
    /// </summary>
    /// <param name="perSecond">How many of its units make a second.</param>
    public uint Second(long perSecond = 1)
    {
        var second =
            Token is JsonTokenType.String or JsonTokenType.Number
            && Utf8Parser.TryParse(_reader.ValueSpan, out long time, out var length)
            && length == _reader.ValueSpan.Length
            && time / perSecond is >= 0 and <= uint.MaxValue
                ? (uint)(time / perSecond)
                : 0;
        Skip();
        return second;
    }

    /// <summary>Reads on to the end and refuses what follows the document.</summary>
    public void End()
    {
        if (_reader.Read())
            throw new JsonException();
    }

    private void Read()
    {
        if (!_reader.Read())
            throw new JsonException();
        switch (Token)
        {
            case JsonTokenType.StartObject:
                _names.Open();
                break;
            case JsonTokenType.EndObject:
                _names.Close();
                break;
            case JsonTokenType.PropertyName:
                Note();
                break;
        }
    }

    private readonly void Note()
    {
        var unescaped = _reader.ValueIsEscaped ? Unescaped() : null;
        if (!_names.Add(_json, (int)_reader.TokenStartIndex + 1, _reader.ValueSpan.Length, unescaped))
            throw new JsonException();
    }

    private readonly string Unescaped()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException error) // not Unicode
        {
            throw new JsonException(null, error);
        }
    }
}
