namespace InverseRepro.Checkpoints;

/// <summary>Element types a checkpoint may hold, under their safetensors names. All are stored little-endian.</summary>
public enum ElementType
{
    BOOL,
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    U64,
    I64,
    F16,
    BF16,
    F32,
    F64,
}
