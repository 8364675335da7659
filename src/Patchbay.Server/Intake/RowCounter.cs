using System.Text.Json;

namespace Patchbay.Server.Intake;

/// <summary>
/// Skips a member of a value and counts the rows that its list becomes. The business app sends its history and its
/// contacts in lists that stay one event.
/// </summary>
internal static class RowCounter
{
    /// <summary>Skips the current member.</summary>
    public static void Read(ref StrictReader json, PayloadParts parts)
    {
        if (json.Token == JsonTokenType.StartArray && json.Is("state_sync"u8))
            CountItems(ref json, parts);
        else if (json.Token == JsonTokenType.StartArray && json.Is("history"u8))
            ReadChunks(ref json, parts);
        else
            json.Skip();
    }

    private static void ReadChunks(ref StrictReader json, PayloadParts parts)
    {
        while (json.NextItem())
        {
            if (json.Token != JsonTokenType.StartObject)
                json.Skip();
            else
                ReadChunk(ref json, parts);
        }
    }

    private static void ReadChunk(ref StrictReader json, PayloadParts parts)
    {
        while (json.NextMember())
        {
            if (json.Token == JsonTokenType.StartArray && json.Is("threads"u8))
                ReadThreads(ref json, parts);
            else
                json.Skip();
        }
    }

    private static void ReadThreads(ref StrictReader json, PayloadParts parts)
    {
        while (json.NextItem())
        {
            if (json.Token != JsonTokenType.StartObject)
                json.Skip();
            else
                ReadThread(ref json, parts);
        }
    }

    private static void ReadThread(ref StrictReader json, PayloadParts parts)
    {
        while (json.NextMember())
        {
            if (json.Token == JsonTokenType.StartArray && json.Is("messages"u8))
                CountItems(ref json, parts);
            else
                json.Skip();
        }
    }

    private static void CountItems(ref StrictReader json, PayloadParts parts)
    {
        while (json.NextItem())
        {
            json.Skip();
            parts.AddRow();
        }
    }
}
