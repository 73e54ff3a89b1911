"""What a figure can belong to, whole or in part: frames, contexts, placed figures, and what is asked of them everywhere."""
