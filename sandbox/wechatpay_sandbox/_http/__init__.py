"""The top floor: takes a request in, has it carried out, and sends the answer."""
