using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Patchbay.Server.Intake;

/// <summary>A range of bytes of the body.</summary>
internal readonly record struct Piece(int Start, int Length)
{
    public bool IsNone => Length == 0;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> body) => body.Slice(Start, Length);
}

/// <summary>
/// Reads a JSON document once, strictly: bounded depth, no repeated member in an object. Skipped values are checked as
/// strictly. Every fault is a <see cref="JsonException"/>.
/// </summary>
internal ref struct StrictReader
{
    // Meta's ids are far shorter; longer ids would not fit into an index.
    private const int MaxId = 256;

    // Meta's JSON has a token for every 11 bytes or more. 4 MiB of shorter tokens would take too long to read.
    private const int MaxTokens = 512 * 1024;

    private readonly ReadOnlySpan<byte> _json;
    private readonly MemberNames _names;
    private Utf8JsonReader _reader;
    private int _tokens;

    public StrictReader(ReadOnlySpan<byte> json, MemberNames names)
    {
        _json = json;
        _names = names;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MemberNames.MaxDepth });
        names.Clear();
        Read();
    }

    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>Moves to the value of the next member of an object. Returns false at the end of the object.</summary>
    public bool NextMember()
    {
        Read();
        if (Token == JsonTokenType.EndObject)
            return false;
        Name = new Piece((int)_reader.TokenStartIndex + 1, _reader.ValueSpan.Length);
        Read();
        return true;
    }

    /// <summary>Moves to the next item of an array. Returns false at the end of the array.</summary>
    public bool NextItem()
    {
        Read();
        return Token != JsonTokenType.EndArray;
    }

    /// <summary>The name of the current member, without quotes.</summary>
    public Piece Name { get; private set; }

    public readonly bool Is(ReadOnlySpan<byte> name) => Name.Of(_json).SequenceEqual(name);

    /// <summary>The first byte of the current value.</summary>
    public readonly int Start => (int)_reader.TokenStartIndex;

    /// <summary>Returns the bytes from a start to the end of the current token.</summary>
    public readonly Piece Since(int start) => new(start, (int)_reader.BytesConsumed - start);

    /// <summary>Skips the current value and returns its bytes.</summary>
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
    /// Skips the current value and returns it as an id; null when it is not an id. Ids become keys and columns, so text
    /// that a column or an index does not take, such as a NUL, is not an id.
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
                && Ascii.IsValid(id)
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
    /// Skips the current value and returns it as Unix time in seconds. The value is a number or the text of a number;
    /// anything else, and a time that does not fit into four bytes, is 0.
    /// </summary>
    /// <param name="perSecond">The units of the value in a second.</param>
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

    /// <summary>Skips the current value and returns it as a flag: true, "true" and 1 are set.</summary>
    public bool Flag()
    {
        var isSet = Token switch
        {
            JsonTokenType.True => true,
            JsonTokenType.String or JsonTokenType.Number => _reader.ValueSpan is [(byte)'1']
                || Ascii.EqualsIgnoreCase(_reader.ValueSpan, "true"u8),
            _ => false,
        };
        Skip();
        return isSet;
    }

    /// <summary>Skips the current value and returns its bytes; an empty piece when it is not text.</summary>
    public Piece Text()
    {
        var isText = Token == JsonTokenType.String;
        var piece = Skip();
        return isText ? piece : default;
    }

    /// <summary>Throws when anything follows the document.</summary>
    public void End()
    {
        if (_reader.Read())
            throw new JsonException();
    }

    private void Read()
    {
        if (!_reader.Read() || ++_tokens > MaxTokens)
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
        var isNew = _reader.ValueIsEscaped
            ? NoteEscaped()
            : _names.Add(_json, (int)_reader.TokenStartIndex + 1, _reader.ValueSpan.Length);
        if (!isNew)
            throw new JsonException();
    }

    private readonly bool NoteEscaped()
    {
        var length = _reader.ValueSpan.Length;
        var rented = length > 256 ? ArrayPool<byte>.Shared.Rent(length) : null;
        try
        {
            var name = rented is null ? stackalloc byte[256] : rented;
            return _names.AddUnescaped(_json, name[.._reader.CopyString(name)]);
        }
        catch (InvalidOperationException error) // not Unicode
        {
            throw new JsonException(null, error);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
